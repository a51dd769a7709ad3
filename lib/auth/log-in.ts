import { and, eq, lt, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { sessions, users } from '@/db/schema/users'
import { AppError } from '../errors'
import { clearAttempts, LOG_IN_ADDRESS, LOG_IN_PAIR, returnAttempt, takeAttempt } from './attempts'
import { verifyPassword } from './passwords'
import { SESSION_SECONDS, type SessionToken } from './session-cookie'

interface LogInInput {
  /** E-mail or username, as typed. */
  login: string
  password: string
  /** Where the request comes from, for the limits. */
  address: string
  userAgent: string
  /** The browser's session so far: it ends when the new one begins. */
  replaces: string | null
}

/**
 * Checks a password and begins a session. Null for a wrong password and for an unknown account alike, after the same work.
 * @throws AppError rate_limited; forbidden for the right password of a disabled account
 */
export async function logIn(db: Database, input: LogInInput): Promise<SessionToken | null> {
  const login = input.login
    .replace(/\0|\p{Cs}/gu, '')
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .slice(0, 320)
  const pair = `${login}\n${input.address}`
  await takeAttempt(db, LOG_IN_ADDRESS, input.address)
  await takeAttempt(db, LOG_IN_PAIR, pair)
  const [user] = await db
    .select({
      id: users.id,
      passwordHash: users.passwordHash,
      version: users.sessionVersion,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(or(eq(users.email, login), eq(users.username, login)))
  const matches = await verifyPassword(user?.passwordHash ?? null, input.password.slice(0, 1024))
  if (!matches || !user) return null
  if (user.disabledAt)
    throw new AppError('forbidden', 'This account is disabled. Ask an administrator of this library.')
  await clearAttempts(db, LOG_IN_PAIR, pair)
  await returnAttempt(db, LOG_IN_ADDRESS, input.address)
  if (input.replaces) await endSession(db, input.replaces)
  return beginSession(db, user, input.userAgent)
}

/** A new session row and what its cookie will carry. Old rows of the same person that can no longer be used are removed. */
export async function beginSession(
  db: Database,
  user: { id: string; version: number },
  userAgent: string,
): Promise<SessionToken> {
  await db.delete(sessions).where(and(eq(sessions.userId, user.id), lt(sessions.expiresAt, sql`now()`)))
  const [row] = await db
    .insert(sessions)
    .values({
      userId: user.id,
      version: user.version,
      userAgent: userAgent.slice(0, 300),
      expiresAt: sql`now() + make_interval(secs => ${SESSION_SECONDS})`,
    })
    .returning({ id: sessions.id })
  if (!row) throw new Error('no session was made')
  return { sub: user.id, sid: row.id, ver: user.version }
}

/** Ends a session at once; ending what has ended already succeeds. */
export async function endSession(db: Database, sessionId: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.id, sessionId))
}
