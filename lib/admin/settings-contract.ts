import * as z from 'zod'

/** Settings of the library on the wire. Both sides parse with them; nothing here may import server code. */

const SignUpMode = z.enum(['open', 'invite', 'closed'])

export const AdminSettings = z
  .strictObject({
    signup: SignUpMode.describe('Who may make an account: everybody, whoever is invited, or nobody.'),
    signupFixed: z
      .boolean()
      .describe('Whether the environment variable SIGNUP says so: then it cannot be changed here.'),
    adminSecondFactor: z.boolean().describe('Whether administrators need a second factor for what administrators do.'),
    newQuotaBytes: z.int().nullable().describe('How much new accounts may keep, in bytes; null for no limit.'),
  })
  .meta({ id: 'AdminSettings' })
export type AdminSettings = z.infer<typeof AdminSettings>

export const AdminSettingsChanges = z
  .strictObject({
    signup: SignUpMode.optional().describe('Who may make an account.'),
    adminSecondFactor: z
      .boolean()
      .optional()
      .describe('Whether administrators need a second factor. Only one who has it switches this on.'),
    newQuotaBytes: z
      .int('write a whole number of bytes, or null for no limit')
      .min(0, 'write a number of bytes from 0 on, or null for no limit')
      .max(Number.MAX_SAFE_INTEGER, 'write null for no limit')
      .nullable()
      .optional()
      .describe(
        'How much new accounts may keep, in bytes; null for no limit. Accounts that exist keep what they have.',
      ),
  })
  .meta({ id: 'AdminSettingsChanges' })
export type AdminSettingsChanges = z.output<typeof AdminSettingsChanges>
