import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { record } from '../audit/record'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { lockAdministrators } from './admin-lock'
import { confirmPassword } from './confirm-password'
import { removeAccount } from './remove-account'

/**
 * Removes one's account and everything in it.
 * @throws AppError unauthenticated, forbidden (a token, wrong password), rate_limited, conflict (last administrator of others)
 */
export async function deleteMe(ctx: Context, currentPassword: string | undefined): Promise<void> {
  const { userId } = requireSession(ctx.actor)
  await confirmPassword(ctx, currentPassword)
  await ctx.db.transaction(async (tx) => {
    await lockAdministrators(tx)
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    if (!user) throw notFound()
    await removeAccount(tx, user)
    await record(tx, ctx, 'account.deleted', { subject: user })
  })
}
