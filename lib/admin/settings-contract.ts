import * as z from 'zod'

/** Settings of the library on the wire. Both sides parse with them; nothing here may import server code. */

export const LIMIT_NAMES = ['maxUploadBytes', 'sourceMaxObjects', 'sourceMaxObjectsAccounts'] as const
const limit = (what: string, most: number) =>
  z
    .int(`write a whole number of ${what}, or null for the usual`)
    .min(1, `write a number of ${what} from 1 on`)
    .max(most, `write a number of ${what} up to ${most}`)
    .nullable()
    .optional()

const SignUpMode = z.enum(['open', 'invite', 'closed'])

export const AdminSettings = z
  .strictObject({
    signup: SignUpMode.describe('Who may make an account: everybody, whoever is invited, or nobody.'),
    signupFixed: z
      .boolean()
      .describe('Whether the environment variable SIGNUP says so: then it cannot be changed here.'),
    adminSecondFactor: z.boolean().describe('Whether administrators need a second factor for what administrators do.'),
    newQuotaBytes: z.int().nullable().describe('How much new accounts may keep, in bytes; null for no limit.'),
    maxUploadBytes: z.int().describe('The largest file that is taken or read, in bytes.'),
    sourceMaxObjects: z.int().describe('Objects of one source that a scan looks through at most.'),
    sourceMaxObjectsAccounts: z.int().describe('The same in sources of accounts that are no administrators.'),
    usual: z
      .strictObject({
        maxUploadBytes: z.int().describe('The largest file, in bytes.'),
        sourceMaxObjects: z.int().describe('Objects of one source.'),
        sourceMaxObjectsAccounts: z.int().describe('Objects of one source of accounts that are no administrators.'),
      })
      .describe('The limits that hold where nobody has set others.'),
    fixed: z
      .array(z.enum(LIMIT_NAMES))
      .describe('The limits that environment variables fix: they cannot be changed here.'),
    maxPixels: z.int().describe('The largest picture that is decoded, in pixels; only MAX_PIXELS says it.'),
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
    maxUploadBytes: limit('bytes', 5 * 1024 ** 3).describe('The largest file, in bytes; null for the usual, 200 MB.'),
    sourceMaxObjects: limit('objects', 1_000_000_000).describe('Objects of one source; null for the usual, 5,000,000.'),
    sourceMaxObjectsAccounts: limit('objects', 1_000_000_000).describe(
      'The same for accounts that are no administrators; null for the usual, 500,000.',
    ),
  })
  .meta({ id: 'AdminSettingsChanges' })
export type AdminSettingsChanges = z.output<typeof AdminSettingsChanges>
