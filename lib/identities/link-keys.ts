import { confirmPassword } from '../accounts/confirm-password'
import { SignInRefusal } from '../auth/elsewhere'
import { s3LoginSettings } from '../auth/ways-in'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import type { KeysToLink } from './contract'
import { addIdentity } from './link-identity'
import { proveKeys } from './prove-keys'

/**
 * Makes an access key of the bucket one more way into one's own account, after the password was typed once more. The keys are tried and forgotten.
 * @throws AppError unauthenticated, forbidden (a token; wrong password or keys; too long ago), invalid, rate_limited, unavailable, unprocessable (there is
 *   no bucket for it), conflict (the access key is a way into an account already)
 */
export async function linkKeys(
  ctx: Context,
  { currentPassword, ...typed }: KeysToLink,
  address: string,
): Promise<void> {
  const actor = requireSession(ctx.actor)
  const settings = s3LoginSettings()
  if (!settings) throw new AppError('unprocessable', 'Nobody comes into this library by keys of a bucket.')
  await confirmPassword(ctx, currentPassword)
  await proveKeys(ctx.db, settings, typed, { address, refusal: 'forbidden' })
  const named = { kind: 's3', issuer: settings.issuer, subject: typed.accessKeyId } as const
  await addIdentity(ctx.db, named, actor, address).catch((error: unknown) => {
    if (!(error instanceof SignInRefusal)) throw error
    throw new AppError('conflict', 'This access key is linked already, with this account or another one.')
  })
}
