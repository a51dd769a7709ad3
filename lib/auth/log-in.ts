import { and, eq, lt, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { sessions, users } from '@/db/schema/users'
import { ANONYMOUS } from '../context/actor'
import { AppError } from '../errors/app-error'
import {
  clearAttempts,
  countAttempt,
  LOG_IN_ADDRESS,
  LOG_IN_DEVICE,
  LOG_IN_PAIR,
  returnAttempt,
  takeAttempt,
  tooMany,
} from './attempts'
import { checkInTurn } from './check-in-turn'
import type { Device } from './device-cookie'
import { verifyPassword } from './passwords'
import { recordOften } from './record-often'
import { noteLockedOut, noteRefused, notingLockOuts, passSecondFactorNoting } from './refused-log-ins'
import { SESSION_SECONDS, type SessionToken } from './session-cookie'
import { type SlowLanes, slowLanes } from './slow-lane'

interface LogInInput {
  /** E-mail or username, as typed. */
  login: string
  password: string
  /** Where the request comes from, for the limits. */
  address: string
  userAgent: string
  /** The account that was logged in in this browser before, as its device cookie says. */
  device?: Device | null
  /** The code of the second factor, where the account has one. */
  code?: string | undefined
  /** The browser's session so far: it ends when the new one begins. */
  replaces: string | null
}

/**
 * Checks a password and begins a session. Null for a wrong password and for an unknown account alike, after the same work.
 * Limits hit whoever tries: a right password passes that of its address, which others may share, and gets through the slow lane of its
 * account; a browser in which the account was logged in before has attempts of its own. So no stranger keeps anybody out.
 * @throws AppError rate_limited; forbidden for the right password of a disabled account; second_factor_needed for the right one of an account
 *   that has a second factor, without its code or with a wrong one
 */
export async function logIn(db: Database, input: LogInInput, lanes = slowLanes): Promise<SessionToken | null> {
  const login = input.login
    .replace(/\0|\p{Cs}/gu, '')
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .slice(0, 320)
  const user = await findAccount(db, login)
  const refused = { address: input.address, by: 'password', subject: user } as const
  const { attempt, matches } = await notingLockOuts(db, refused, async () => {
    const attempt = await beginAttempt(db, input, login, user?.id, lanes)
    const verify = () => verifyPassword(user?.passwordHash ?? null, input.password.slice(0, 1024))
    return { attempt, matches: await attempt.check(verify) }
  })
  if (!matches || !user) {
    const seconds = attempt.over()
    await (seconds === null ? noteRefused : noteLockedOut)(db, refused)
    if (seconds !== null) throw tooMany(seconds)
    return null
  }
  if (user.disabledAt) {
    await noteRefused(db, refused, 'disabled')
    throw new AppError('forbidden', 'This account is disabled. Ask an administrator of this library.')
  }
  await attempt.forget()
  const secondFactor = await passSecondFactorNoting(db, user, input)
  if (input.replaces) await endSession(db, input.replaces)
  const begun = await beginSession(db, user, input.userAgent)
  await recordOften(db, { actor: ANONYMOUS, address: input.address }, 'account.logged_in', {
    subject: user,
    details: secondFactor === null ? {} : { secondFactor },
  })
  return begun
}

async function findAccount(db: Database, login: string) {
  const { id, username, passwordHash, sessionVersion: version, disabledAt, totpSecret } = users
  const [user] = await db
    .select({ id, username, passwordHash, version, disabledAt, totpSecret })
    .from(users)
    .where(or(eq(users.email, login), eq(users.username, login)))
  return user
}

export interface Attempt {
  check(work: () => Promise<boolean>): Promise<boolean>
  /** Only a right password passes: the seconds a wrong one is told to wait; null within the limits. */
  over(): number | null
  /** It succeeded: it does not count. */
  forget(): Promise<void>
}

/** Counts an attempt where it belongs. @param login what is tried @param userId whose it is, where that may be known @throws AppError rate_limited */
export async function beginAttempt(
  db: Database,
  input: Pick<LogInInput, 'address' | 'device' | 'password'>,
  login: string,
  userId: string | undefined,
  lanes: SlowLanes,
): Promise<Attempt> {
  const { address, device, password } = input
  if (device && device.userId === userId) {
    await takeAttempt(db, LOG_IN_DEVICE, device.id)
    return { check: (work) => work(), over: () => null, forget: () => clearAttempts(db, LOG_IN_DEVICE, device.id) }
  }
  const pair = `${userId ?? login}\n${address}`
  const ofAddress = await countAttempt(db, LOG_IN_ADDRESS, address)
  const ofPair = await countAttempt(db, LOG_IN_PAIR, pair)
  const forget = async () => {
    await clearAttempts(db, LOG_IN_PAIR, pair)
    await returnAttempt(db, LOG_IN_ADDRESS, address)
  }
  if (ofPair.over)
    return { check: (work) => lanes.check(pair, password, work), over: () => lanes.secondsLeft(pair), forget }
  if (ofAddress.over)
    return {
      check: (work) => checkInTurn(address, work),
      over: () => ofAddress.seconds,
      forget,
    }
  return { check: (work) => work(), over: () => null, forget }
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
