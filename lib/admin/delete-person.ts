import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { lockAdministrators } from '../accounts/admin-lock'
import type { DeletionReport } from '../accounts/contract'
import { removeAccount } from '../accounts/remove-account'
import { record } from '../audit/record'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'

/**
 * Deletes somebody's account with all that is in it. Files of sources stay untouched.
 * @param typed its username once more, where the administrator was asked for it
 * @returns what went
 * @throws AppError unauthenticated, forbidden (a token; one's own, which goes by the settings), not_found (unknown, or the asker is no
 *   administrator), invalid (another username), conflict (last administrator)
 */
export async function deletePerson(ctx: Context, id: string, typed?: string): Promise<DeletionReport> {
  const { userId } = requireAdmin(ctx.actor)
  if (userId === id) {
    throw new AppError('forbidden', 'Delete your own account in your settings, where the password is asked.')
  }
  return ctx.db.transaction(async (tx) => {
    await lockAdministrators(tx)
    const [user] = await tx.select().from(users).where(eq(users.id, id)).for('update')
    if (!user) throw notFound()
    assertTyped(user.username, typed)
    const report = await removeAccount(tx, user)
    const { username: _, ...details } = report
    await record(tx, ctx, 'account.deleted', { subject: user, details })
    return report
  })
}

/** @throws AppError invalid */
function assertTyped(username: string, typed: string | undefined): void {
  if (typed === undefined || typed.trim().toLowerCase() === username) return
  const message = `type "${username}" to delete this account`
  throw new AppError('invalid', `username: ${message}`, { errors: [{ path: 'username', message }] })
}
