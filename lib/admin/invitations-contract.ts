import * as z from 'zod'
import { Email } from '../accounts/contract'
import { Quota, Role } from './people-contract'

/** Shapes of invitations on the wire. Both sides parse with them; nothing here may import server code. */

/** How long an invitation holds where nothing else is said, in days. */
export const INVITATION_DAYS = 7

export const InvitationMaking = z
  .strictObject({
    email: Email.nullable()
      .optional()
      .describe('Who is invited: nobody signs up with another address. Left out or null, whoever has the link may.'),
    role: Role.default('user').describe('Whether the account will be an administrator.'),
    quotaBytes: Quota.optional().describe(
      'How much the account may keep, null for no limit; as set for new accounts where it is left out.',
    ),
    days: z
      .int('write a whole number of days')
      .min(1, 'write a number of days from 1 to 90')
      .max(90, 'write a number of days from 1 to 90')
      .default(INVITATION_DAYS)
      .describe('How long it holds.'),
  })
  .meta({ id: 'InvitationMaking' })
export type InvitationMaking = z.output<typeof InvitationMaking>

export const Invitation = z
  .strictObject({
    id: z.uuid().describe('Its id.'),
    email: z.string().nullable().describe('Who is invited; null for whoever has the link.'),
    role: Role.describe('Whether the account will be an administrator.'),
    quotaBytes: z.int().nullable().describe('How much the account may keep; null for no limit.'),
    state: z
      .enum(['open', 'used', 'expired', 'void'])
      .describe('void: whoever made it lost the role or was disabled, so it does not hold, nor will it again.'),
    createdBy: z.string().nullable().describe('The username of who made it.'),
    createdAt: z.string().describe('When it was made.'),
    expiresAt: z.string().describe('When it ends.'),
    usedBy: z.string().nullable().describe('The username of the account that was made with it.'),
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>

export const NewInvitation = z
  .strictObject({
    ...Invitation.shape,
    url: z.string().describe('Where the invited person signs up. Shown this once.'),
  })
  .meta({ id: 'NewInvitation' })
export type NewInvitation = z.infer<typeof NewInvitation>

export const InvitationList = z
  .strictObject({
    items: z.array(Invitation).describe('Latest first; those that were used or have expired are kept for 30 days.'),
    next: z.null().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'InvitationList' })
export type InvitationList = z.infer<typeof InvitationList>

export const InvitationParams = z.object({ id: z.uuid().describe('The id of an invitation.') })
