import { eq, sql } from 'drizzle-orm'
import { sessions, tokens, users } from '@/db/schema/users'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { assertNotLastAdministrator, lockAdministrators } from './admin-lock'

/**
 * Shuts an account: its sessions and tokens end at once, its public photos disappear for everyone, nothing is deleted.
 * @throws AppError unauthenticated, not_found (unknown user, or the asker is no administrator), conflict (last one)
 */
export async function disableUser(ctx: Context, userId: string): Promise<void> {
  await changeUser(ctx, userId, true)
}

/** Opens a disabled account again; its person logs in anew. @throws AppError as disableUser */
export async function enableUser(ctx: Context, userId: string): Promise<void> {
  await changeUser(ctx, userId, false)
}

async function changeUser(ctx: Context, userId: string, disable: boolean): Promise<void> {
  if (ctx.actor.kind !== 'system') requireAdmin(ctx.actor)
  await ctx.db.transaction(async (tx) => {
    await lockAdministrators(tx)
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    if (!user) throw notFound()
    if (!disable) {
      await tx.update(users).set({ disabledAt: null, updatedAt: sql`now()` }).where(eq(users.id, userId))
      return
    }
    await assertNotLastAdministrator(tx, user)
    const sessionVersion = sql`${users.sessionVersion} + 1`
    const disabledAt = sql`coalesce(${users.disabledAt}, now())`
    await tx.update(users).set({ disabledAt, sessionVersion, updatedAt: sql`now()` }).where(eq(users.id, userId))
    await tx.delete(sessions).where(eq(sessions.userId, userId))
    await tx.delete(tokens).where(eq(tokens.userId, userId))
  })
}
