import { and, desc, eq, ne, type SQL } from 'drizzle-orm'
import { sessions } from '@/db/schema/users'
import { recordOften } from '../auth/record-often'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import type { Session } from './contract'

/** One's own log-ins, latest first. @throws AppError unauthenticated, forbidden (a token) */
export async function listSessions(ctx: Context): Promise<Session[]> {
  const { userId, sessionId } = requireSession(ctx.actor)
  const rows = await ctx.db
    .select()
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt))
  return rows.map((row) => ({
    id: row.id,
    current: row.id === sessionId,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }))
}

/** Ends one of one's own log-ins, also the one that asks. @throws AppError unauthenticated, forbidden (a token), not_found (unknown or foreign) */
export async function deleteSession(ctx: Context, id: string): Promise<void> {
  const { userId } = requireSession(ctx.actor)
  const own = and(eq(sessions.id, id), eq(sessions.userId, userId))
  if ((await end(ctx, own)) === 0) throw notFound()
}

/** Ends all of one's log-ins but the one that asks. @throws AppError unauthenticated, forbidden (a token) */
export async function deleteOtherSessions(ctx: Context): Promise<void> {
  const { userId, sessionId } = requireSession(ctx.actor)
  await end(ctx, and(eq(sessions.userId, userId), ne(sessions.id, sessionId)))
}

/** Ends one's own log-ins that fit, and writes it down. @returns how many */
async function end(ctx: Context, which: SQL | undefined): Promise<number> {
  const { userId: id, username } = requireSession(ctx.actor)
  return ctx.db.transaction(async (tx) => {
    const ended = await tx.delete(sessions).where(which).returning({ id: sessions.id })
    const entry = { subject: { id, username }, details: { sessions: ended.length } }
    if (ended.length > 0) await recordOften(tx, ctx, 'sessions.ended', entry)
    return ended.length
  })
}
