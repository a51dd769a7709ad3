import { eq } from 'drizzle-orm'
import { sessions, users } from '@/db/schema/users'
import { record } from '../audit/record'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'

/**
 * Logs somebody out everywhere. Access tokens stay.
 * @returns in how many browsers the person was
 * @throws AppError unauthenticated, forbidden (a token), not_found (unknown, or the asker is no administrator)
 */
export async function endSessions(ctx: Context, id: string): Promise<number> {
  requireAdmin(ctx.actor)
  return ctx.db.transaction(async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, id)).for('update')
    if (!user) throw notFound()
    const ended = await tx.delete(sessions).where(eq(sessions.userId, id)).returning({ id: sessions.id })
    await record(tx, ctx, 'sessions.ended', { subject: user, details: { sessions: ended.length } })
    return ended.length
  })
}
