import { and, eq, sql } from 'drizzle-orm'
import { sessions, users } from '@/db/schema/users'
import { CONFIRM_PASSWORD, clearAttempts, takeAttempt } from '../auth/attempts'
import { verifyPassword } from '../auth/passwords'
import { passwordLogin } from '../auth/ways-in'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'

/**
 * Asks a person who is logged in for the password once more. An account without one needs a sign-in younger than 10 minutes instead.
 * Call it outside of a transaction: the count of wrong ones must stay.
 * @throws AppError invalid (none given), forbidden (wrong; too long ago), rate_limited
 */
export async function confirmPassword(ctx: Context, typed: string | undefined): Promise<void> {
  const { userId, sessionId } = requireSession(ctx.actor)
  const [user] = await ctx.db
    .select({ hash: users.passwordHash, fresh: sql<boolean>`${sessions.createdAt} > now() - interval '10 minutes'` })
    .from(users)
    .leftJoin(sessions, and(eq(sessions.userId, users.id), eq(sessions.id, sessionId)))
    .where(eq(users.id, userId))
  if (user?.hash === null || !passwordLogin()) return requireFresh(user?.fresh)
  if (typed === undefined) {
    const message = 'type your current password to change this'
    throw new AppError('invalid', `currentPassword: ${message}`, { errors: [{ path: 'currentPassword', message }] })
  }
  await takeAttempt(ctx.db, CONFIRM_PASSWORD, userId)
  if (!(await verifyPassword(user?.hash ?? null, typed))) {
    const message = 'type your current password, this is another one'
    throw new AppError('forbidden', `currentPassword: ${message}`, { errors: [{ path: 'currentPassword', message }] })
  }
  await clearAttempts(ctx.db, CONFIRM_PASSWORD, userId)
}

function requireFresh(fresh: boolean | null | undefined): void {
  if (fresh) return
  throw new AppError(
    'forbidden',
    'You signed in more than 10 minutes ago, and there is no password to ask for. Log out, sign in again, then do this.',
  )
}
