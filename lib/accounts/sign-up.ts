import { count } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema/users'
import { record } from '../audit/record'
import { SIGN_UP_ADDRESS, takeAttempt } from '../auth/attempts'
import { hashPassword } from '../auth/passwords'
import { assertPasswordLogin } from '../auth/ways-in'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { readSettings, signUpMode } from '../settings/stored-settings'
import { lockAdministrators } from './admin-lock'
import { type Me, normaliseEmail, type SignUp } from './contract'
import { noteInvited, takeInvitation, tryInvitation } from './invitations'
import { assertPasswordIsNoGuess } from './password-rule'
import { presentMe } from './present'
import { refuseTaken } from './taken'

/**
 * Makes an account. The very first one becomes the administrator, and may be made even where sign-up is closed: else
 * nobody could ever get in. An invitation opens a library that is closed, and says role and storage; it is used up exactly if the account is made.
 * @param address where the request comes from, for the limit
 * @throws AppError forbidden (sign-up is closed, the invitation does not hold, no log-in by password), rate_limited, invalid (password, another address than the invited one), conflict (e-mail or username taken)
 */
export async function signUp(ctx: Context, input: SignUp, address: string): Promise<Me> {
  assertPasswordLogin()
  await takeAttempt(ctx.db, SIGN_UP_ADDRESS, address)
  const { invitation } = input
  if (invitation === undefined) assertOpen(await signUpState(ctx))
  else await tryInvitation(ctx.db, address, invitation)
  assertPasswordIsNoGuess(input.password, input)
  const passwordHash = await hashPassword(input.password)
  try {
    return await ctx.db.transaction(async (tx) => {
      await lockAdministrators(tx)
      const { email, username } = input
      const beginning = await beginningOf(tx, input)
      const [user] = await tx
        .insert(users)
        .values({ email, username, name: input.name ?? username, passwordHash, ...beginning.given })
        .returning()
      if (!user) throw new Error('no user was made')
      if (beginning.invitation) await noteInvited(tx, beginning.invitation.id, user.id)
      await record(tx, ctx, 'account.made', { subject: user, details: beginning.details })
      return presentMe(user, null)
    })
  } catch (error) {
    return refuseTaken(ctx.db, error, address)
  }
}

/** How the sign-up page looks: the first account, open, or closed and why. */
export async function signUpState(ctx: Context): Promise<'first' | 'open' | 'invite' | 'closed'> {
  if ((await countUsers(ctx.db)) === 0) return 'first'
  return signUpMode(await readSettings(ctx.db))
}

interface Beginning {
  given: { role: 'admin' | 'user'; quotaBytes: number | null }
  invitation: { id: string } | null
  /** For the audit log. */
  details: Record<string, string | number | null>
}

/** What a new account begins with. @param tx a transaction that holds the lock of administrators */
async function beginningOf(tx: Database, { invitation: token, email }: SignUp): Promise<Beginning> {
  const invitation = token === undefined ? null : await takeInvitation(tx, token, normaliseEmail(email))
  if (invitation) {
    const { role, quotaBytes, inviter } = invitation
    return { given: { role, quotaBytes }, invitation, details: { role, quotaBytes, invitedBy: inviter.username } }
  }
  const first = (await countUsers(tx)) === 0
  const role = first ? 'admin' : 'user'
  const settings = await readSettings(tx)
  // Of several who come to an empty library at once only one is the first.
  if (!first) assertOpen(signUpMode(settings))
  const quotaBytes = first ? null : settings.newQuotaBytes
  return { given: { role, quotaBytes }, invitation, details: { role } }
}

/** @throws AppError forbidden */
function assertOpen(state: Awaited<ReturnType<typeof signUpState>>): void {
  if (state === 'closed') throw new AppError('forbidden', 'This library takes no new accounts. Ask its administrator.')
  if (state === 'invite') throw new AppError('forbidden', 'This library takes new accounts by invitation only.')
}

/** How many accounts there are. */
export async function countUsers(db: Context['db']): Promise<number> {
  const [row] = await db.select({ total: count() }).from(users)
  return row?.total ?? 0
}
