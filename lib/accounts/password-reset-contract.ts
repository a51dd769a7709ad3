import * as z from 'zod'
import { Email, Password } from './contract'

/** Shapes of links for new passwords on the wire. Both sides parse with them; nothing here may import server code. */

export const ResetAsking = z
  .strictObject({ email: Email.describe('The address of the account. The answer is the same where there is none.') })
  .meta({ id: 'ResetAsking' })

export const ResetParams = z.object({ token: z.string().max(100).describe('The last part of the link’s address.') })

export const NewPassword = z
  .strictObject({ password: Password.describe('The new password, at least 10 characters.') })
  .meta({ id: 'NewPassword' })
