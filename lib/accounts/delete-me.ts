import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { record } from '../audit/record'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { lockAdministrators } from './admin-lock'
import { confirmPassword } from './confirm-password'
import type { DeletionReport } from './contract'
import { removeAccount } from './remove-account'

/**
 * Removes one's account and everything in it.
 * @returns what went
 * @throws AppError unauthenticated, forbidden (a token, wrong password), rate_limited, conflict (last administrator of others)
 */
export async function deleteMe(ctx: Context, currentPassword: string | undefined): Promise<DeletionReport> {
  const { userId } = requireSession(ctx.actor)
  await confirmPassword(ctx, currentPassword)
  return ctx.db.transaction(async (tx) => {
    await lockAdministrators(tx)
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    if (!user) throw notFound()
    const report = await removeAccount(tx, user)
    const { username: _, ...details } = report
    await record(tx, ctx, 'account.deleted', { subject: user, details })
    return report
  })
}
