import * as z from 'zod'
import { ChangedUsername, Email, Password, PersonName, Username } from '../accounts/contract'

/** Shapes of the administration of accounts on the wire. Both sides parse with them; nothing here may import server code. */

export const Role = z.enum(['admin', 'user'])

export const Quota = z
  .int('write a whole number of bytes, or null for no limit')
  .min(0, 'write a number of bytes from 0 on, or null for no limit')
  .max(Number.MAX_SAFE_INTEGER, 'write null for no limit')
  .nullable()

export const PeopleQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(200, 'use at most 200 characters')
    .optional()
    .describe('Words of names, usernames and addresses.'),
  state: z.enum(['active', 'disabled']).optional().describe('Only these accounts.'),
  role: Role.optional().describe('Only these accounts.'),
  sort: z
    .enum(['name', 'added', 'seen', 'bytes', 'photos'])
    .default('name')
    .describe('By username, by when they were made, were used last, or by what they keep.'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('The most accounts of a page.'),
  cursor: z.string().max(600).optional().describe('next of the page before; left out for the first.'),
})
export type PeopleQuery = z.output<typeof PeopleQuery>

export const AdminUser = z
  .strictObject({
    id: z.uuid().describe('Its id.'),
    email: z.string().describe('Address to log in with.'),
    username: z.string().describe('The name in addresses.'),
    name: z.string().describe('What the person is called.'),
    role: Role.describe('Whether it is an administrator.'),
    disabled: z.boolean().describe('Whether nobody can log in to it, and its public things are gone for others.'),
    secondFactor: z.boolean().describe('Whether logging in needs a second factor.'),
    quotaBytes: z.int().nullable().describe('How much the account may keep; null for no limit.'),
    usedBytes: z.int().describe('What its uploads take, those in the trash included.'),
    photos: z.int().describe('How many photos it has, of uploads and sources, those in the trash included.'),
    sessions: z.int().describe('In how many browsers it is logged in.'),
    lastSeenAt: z.string().nullable().describe('When one of these was used last; null if there is none.'),
    createdAt: z.string().describe('When it was made.'),
  })
  .meta({ id: 'AdminUser' })
export type AdminUser = z.infer<typeof AdminUser>

export const AdminUserPage = z
  .strictObject({
    items: z.array(AdminUser).describe('In the order of `sort`: names upwards, all else downwards.'),
    total: z.int().describe('How many there are on all pages.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'AdminUserPage' })
export type AdminUserPage = z.infer<typeof AdminUserPage>

export const AdminUserMaking = z
  .strictObject({
    email: Email.describe('Address to log in with.'),
    username: Username.describe('The name in addresses: 3 to 30 small letters, digits and hyphens.'),
    password: Password.describe('The first password, at least 10 characters. Its person should change it.'),
    name: PersonName.optional().describe('What the person is called; the username where it is left out.'),
    role: Role.default('user').describe('Whether it is an administrator.'),
    quotaBytes: Quota.optional().describe(
      'How much it may keep, null for no limit; as set for new accounts where it is left out.',
    ),
  })
  .meta({ id: 'AdminUserMaking' })
export type AdminUserMaking = z.output<typeof AdminUserMaking>

export const AdminUserChanges = z
  .strictObject({
    email: Email.optional().describe('Address to log in with.'),
    username: ChangedUsername.optional().describe('The name in addresses.'),
    name: PersonName.optional().describe('What the person is called.'),
    role: Role.optional().describe('Whether it is an administrator.'),
    quotaBytes: Quota.optional().describe('How much it may keep; null for no limit.'),
    password: Password.optional().describe('A new password: all sessions and access tokens end.'),
    disabled: z
      .boolean()
      .optional()
      .describe('true ends all sessions and access tokens and hides its public things; nothing is deleted.'),
  })
  .meta({ id: 'AdminUserChanges' })
export type AdminUserChanges = z.output<typeof AdminUserChanges>

export const AdminUserDeletion = z.strictObject({
  username: z
    .string()
    .max(100)
    .optional()
    .describe(
      'Its username once more: refused where it is another one, so that nobody deletes the wrong account; left out, nothing is compared.',
    ),
})

export const EndedSessions = z
  .strictObject({ ended: z.int().describe('In how many browsers the person was logged in.') })
  .meta({ id: 'EndedSessions' })

export const ResetLink = z
  .strictObject({
    url: z.string().describe('Where the person sets a new password. Shown this once.'),
    expiresAt: z.string().describe('When it ends.'),
  })
  .meta({ id: 'ResetLink' })
export type ResetLink = z.infer<typeof ResetLink>

export const PersonParams = z.object({ id: z.uuid().describe('The id of an account.') })
