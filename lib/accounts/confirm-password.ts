import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { CONFIRM_PASSWORD, clearAttempts, takeAttempt } from '../auth/attempts'
import { verifyPassword } from '../auth/passwords'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'

/**
 * Asks a person who is logged in for the password once more. Call it outside of a transaction: the count of wrong ones
 * must stay.
 * @throws AppError invalid (none given), forbidden (wrong), rate_limited
 */
export async function confirmPassword(ctx: Context, typed: string | undefined): Promise<void> {
  const { userId } = requireSession(ctx.actor)
  if (typed === undefined) {
    const message = 'type your current password to change this'
    throw new AppError('invalid', `currentPassword: ${message}`, { errors: [{ path: 'currentPassword', message }] })
  }
  await takeAttempt(ctx.db, CONFIRM_PASSWORD, userId)
  const [user] = await ctx.db.select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId))
  if (!(await verifyPassword(user?.hash ?? null, typed))) {
    const message = 'type your current password, this is another one'
    throw new AppError('forbidden', `currentPassword: ${message}`, { errors: [{ path: 'currentPassword', message }] })
  }
  await clearAttempts(ctx.db, CONFIRM_PASSWORD, userId)
}
