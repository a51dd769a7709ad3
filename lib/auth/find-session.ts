import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { settings } from '@/db/schema/settings'
import { sessions, users } from '@/db/schema/users'
import type { UserActor } from '../context/actor'
import { SESSION_IDLE_SECONDS, type SessionToken } from './session-cookie'

/** An administrator without a second factor, where administrators need one. */
const LACKS_SECOND_FACTOR = sql<boolean>`${users.role} = 'admin' and ${users.totpSecret} is null
  and exists (select from ${settings} where ${settings.adminSecondFactor})`

/**
 * The person a session belongs to, asked of the database on every request: null once the session was ended, is too old
 * or idle for too long, its version is outdated (password change) or its user is disabled.
 */
export async function findSession(db: Database, token: SessionToken): Promise<UserActor | null> {
  const idleSince = sql`now() - make_interval(secs => ${SESSION_IDLE_SECONDS})`
  const [row] = await db
    .select({
      userId: users.id,
      username: users.username,
      name: users.name,
      role: users.role,
      lacksSecondFactor: LACKS_SECOND_FACTOR,
      stale: sql<boolean>`${sessions.lastSeenAt} < now() - interval '5 minutes'`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, token.sid),
        eq(users.id, token.sub),
        eq(sessions.version, token.ver),
        eq(users.sessionVersion, sessions.version),
        isNull(users.disabledAt),
        gt(sessions.expiresAt, sql`now()`),
        gt(sessions.lastSeenAt, idleSince),
      ),
    )
  if (!row) return null
  const { stale, ...person } = row
  if (stale) await touch(db, token.sid)
  return { kind: 'user', ...person, sessionId: token.sid }
}

async function touch(db: Database, sessionId: string): Promise<void> {
  const due = lt(sessions.lastSeenAt, sql`now() - interval '5 minutes'`)
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), due))
}
