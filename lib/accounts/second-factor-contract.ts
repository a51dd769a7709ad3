import * as z from 'zod'
import { TypedPassword } from './contract'

/** Shapes of the second factor on the wire. Both sides parse with them; nothing here may import server code. */

const Code = z
  .string('type the code that your authenticator app shows')
  .trim()
  .min(1, 'type the code that your authenticator app shows')
  .max(100, 'use at most 100 characters')

const currentPassword = TypedPassword.optional().describe(
  'The password of the account, to confirm; left out by an account without one, which needs a sign-in younger than 10 minutes.',
)

export const SecondFactor = z
  .strictObject({
    enabled: z.boolean().describe('Whether the account has one.'),
    recoveryCodes: z.int().describe('How many recovery codes are left.'),
  })
  .meta({ id: 'SecondFactor' })
export type SecondFactor = z.infer<typeof SecondFactor>

export const SecondFactorBeginning = z.strictObject({ currentPassword })

export const SecondFactorSetUp = z
  .strictObject({
    secret: z.string().describe('What an authenticator app takes, in base32.'),
    uri: z.string().describe('The same as an address, for a QR code.'),
    setUp: z.string().describe('Sent back with the first code, within 15 minutes. Until then nothing changes.'),
  })
  .meta({ id: 'SecondFactorSetUp' })
export type SecondFactorSetUp = z.infer<typeof SecondFactorSetUp>

export const SecondFactorConfirmation = z.strictObject({
  setUp: z.string().max(1000, 'begin again').describe('What the set-up was begun with.'),
  code: Code.describe('The code that the app shows now.'),
})

export const SecondFactorProof = z.strictObject({
  currentPassword,
  code: Code.describe('A code of the app, or a recovery code.'),
})
export type SecondFactorProof = z.output<typeof SecondFactorProof>

export const RecoveryCodes = z
  .strictObject({
    recoveryCodes: z.array(z.string()).describe('Each is good once in place of a code. Shown this once.'),
  })
  .meta({ id: 'RecoveryCodes' })
