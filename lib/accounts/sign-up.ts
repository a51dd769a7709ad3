import { count } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { record } from '../audit/record'
import { SIGN_UP_ADDRESS, takeAttempt } from '../auth/attempts'
import { hashPassword } from '../auth/passwords'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { readSettings, signUpMode } from '../settings/stored-settings'
import { lockAdministrators } from './admin-lock'
import type { Me, SignUp } from './contract'
import { assertPasswordIsNotTheName } from './password-rule'
import { presentMe } from './present'
import { refuseTaken } from './taken'

/**
 * Makes an account. The very first one becomes the administrator, and may be made even where sign-up is closed: else
 * nobody could ever get in.
 * @param address where the request comes from, for the limit
 * @throws AppError forbidden (sign-up is closed), rate_limited, invalid (password), conflict (e-mail or username taken)
 */
export async function signUp(ctx: Context, input: SignUp, address: string): Promise<Me> {
  await takeAttempt(ctx.db, SIGN_UP_ADDRESS, address)
  await assertOpen(ctx)
  assertPasswordIsNotTheName(input.password, input)
  const passwordHash = await hashPassword(input.password)
  try {
    return await ctx.db.transaction(async (tx) => {
      await lockAdministrators(tx)
      const first = (await countUsers(tx)) === 0
      const { email, username } = input
      const name = input.name ?? username
      const role = first ? 'admin' : 'user'
      const { newQuotaBytes: quotaBytes } = first ? { newQuotaBytes: null } : await readSettings(tx)
      const [user] = await tx
        .insert(users)
        .values({ email, username, name, passwordHash, role, quotaBytes })
        .returning()
      if (!user) throw new Error('no user was made')
      await record(tx, ctx, 'account.made', { subject: user, details: { role } })
      return presentMe(user)
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

async function assertOpen(ctx: Context): Promise<void> {
  const state = await signUpState(ctx)
  if (state === 'closed') throw new AppError('forbidden', 'This library takes no new accounts. Ask its administrator.')
  if (state === 'invite') throw new AppError('forbidden', 'This library takes new accounts by invitation only.')
}

async function countUsers(db: Context['db']): Promise<number> {
  const [row] = await db.select({ total: count() }).from(users)
  return row?.total ?? 0
}
