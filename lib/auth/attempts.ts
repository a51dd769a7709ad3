import { createHash } from 'node:crypto'
import { eq, lt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { attempts } from '@/db/schema/users'
import { AppError } from '../errors/app-error'
import { counted } from '../media/plural'

/** How often something may be tried in a window, and how long the window is. */
export interface Limit {
  name: string
  count: number
  seconds: number
}

/** Failed log-ins for one account from one address; beyond it they go through the slow lane. */
export const LOG_IN_PAIR: Limit = { name: 'log-in', count: 10, seconds: 15 * 60 }
/** The same for a browser in which that account was logged in before: nobody else's attempts count against it. */
export const LOG_IN_DEVICE: Limit = { name: 'log-in-device', count: 10, seconds: 15 * 60 }
/** Failed log-ins from one address for all accounts together; a right password passes it. */
export const LOG_IN_ADDRESS: Limit = { name: 'log-in-address', count: 50, seconds: 15 * 60 }
/** Wrong codes of an authenticator app, for one account: only who has the password (or its like) gets to try. */
export const SECOND_FACTOR: Limit = { name: 'second-factor', count: 10, seconds: 15 * 60 }
/** The same for recovery codes, apart: who uses up the ones does not keep the owner from the others. */
export const RECOVERY_CODE: Limit = { name: 'recovery-code', count: 10, seconds: 15 * 60 }
/** Ways to an issuer and back, from one address: each has us ask the issuer. */
export const SIGN_IN_ELSEWHERE: Limit = { name: 'elsewhere', count: 200, seconds: 15 * 60 }
/** Accounts made from one address; wide enough for a household, a class or a test suite. */
export const SIGN_UP_ADDRESS: Limit = { name: 'sign-up', count: 200, seconds: 3600 }
/** E-mail addresses and usernames that turned out to be taken, asked from one address or by one account. */
export const ASKED_TAKEN: Limit = { name: 'asked-taken', count: 30, seconds: 3600 }
/** Usernames with whom an account shares albums: each tells whether somebody has it. */
export const MEMBERS_NAMED: Limit = { name: 'members-named', count: 200, seconds: 3600 }
/** Searches by whoever is not logged in, from one address: lists, counts, timelines, maps, feeds. */
export const SEARCHES: Limit = { name: 'searches', count: 1_200, seconds: 300 }
/** The same by visitors of one share link, from one address; wide enough for a wedding behind one router. */
export const LINK_SEARCHES: Limit = { name: 'link-searches', count: 6_000, seconds: 300 }
/** Streams of events that one person opens; some browsers come back every few seconds through a poor network. */
export const EVENT_STREAMS: Limit = { name: 'event-streams', count: 600, seconds: 600 }
/** Zips that one person or address begins to load, each as often as it is begun. */
export const ZIP_STREAMS: Limit = { name: 'zip-streams', count: 600, seconds: 600 }
/** Zips asked for from one address, or by one account. */
export const DOWNLOADS: Limit = { name: 'downloads', count: 60, seconds: 600 }
/** Wrong passwords of one share link from one address; beyond it they go through the slow lane. */
export const LINK_PASSWORD: Limit = { name: 'link-password', count: 5, seconds: 15 * 60 }
/** Wrong passwords of all share links from one address. */
export const LINK_PASSWORDS: Limit = { name: 'link-passwords', count: 50, seconds: 15 * 60 }
/** Visitors of one share link who gave a name, from one address; wide enough for a wedding behind one router. */
export const LINK_GUESTS: Limit = { name: 'link-guests', count: 60, seconds: 3600 }
/** Marks set and removed on the photos of one share link from one address. */
export const LINK_PICKS: Limit = { name: 'link-picks', count: 1_500, seconds: 600 }
/** Uploads announced through one share link from one address; each names many files. */
export const LINK_UPLOADS: Limit = { name: 'link-uploads', count: 300, seconds: 600 }
/** Wrong current passwords by somebody who is logged in. */
export const CONFIRM_PASSWORD: Limit = { name: 'confirm-password', count: 10, seconds: 15 * 60 }

function keyOf(limit: Limit, subject: string): string {
  return createHash('sha256').update(`${limit.name}\n${subject}`).digest('hex')
}

/** Where an attempt stands in its window. */
interface Counted {
  count: number
  /** More than the limit allows. */
  over: boolean
  /** Until the window ends. */
  seconds: number
}

/** Counts an attempt (or several at once) before it is made, so that parallel ones cannot slip through. */
export async function countAttempt(db: Database, limit: Limit, subject: string, times = 1): Promise<Counted> {
  const ended = sql`${attempts.windowEndsAt} <= now()`
  const windowEndsAt = sql`now() + make_interval(secs => ${limit.seconds})`
  const [row] = await db
    .insert(attempts)
    .values({ key: keyOf(limit, subject), count: times, windowEndsAt })
    .onConflictDoUpdate({
      target: attempts.key,
      set: {
        count: sql`case when ${ended} then ${times}::int else least(${attempts.count} + ${times}::int, 1000000) end`,
        windowEndsAt: sql`case when ${ended} then ${windowEndsAt} else ${attempts.windowEndsAt} end`,
      },
    })
    .returning({
      count: attempts.count,
      seconds: sql<number>`ceil(extract(epoch from ${attempts.windowEndsAt} - now()))::int`,
    })
  if (row?.count === times) await db.delete(attempts).where(lt(attempts.windowEndsAt, sql`now()`))
  const count = row?.count ?? 0
  return { count, over: count > limit.count, seconds: Math.max(1, row?.seconds ?? 1) }
}

/** The same, refusing it beyond the limit. @throws AppError rate_limited with the seconds until the window ends */
export async function takeAttempt(db: Database, limit: Limit, subject: string): Promise<void> {
  const { over, seconds } = await countAttempt(db, limit, subject)
  if (over) throw tooMany(seconds)
}

/** @param seconds until it is worth while to try again */
export function tooMany(seconds: number): AppError {
  const when = seconds < 60 ? counted(seconds, 'second') : counted(Math.ceil(seconds / 60), 'minute')
  return new AppError('rate_limited', `Too many attempts. Try again in ${when}.`, { retryAfterSeconds: seconds })
}

/** Takes a counted attempt back: it succeeded. */
export async function returnAttempt(db: Database, limit: Limit, subject: string): Promise<void> {
  await db
    .update(attempts)
    .set({ count: sql`greatest(${attempts.count} - 1, 0)` })
    .where(eq(attempts.key, keyOf(limit, subject)))
}

/** Forgets all attempts of a subject. */
export async function clearAttempts(db: Database, limit: Limit, subject: string): Promise<void> {
  await db.delete(attempts).where(eq(attempts.key, keyOf(limit, subject)))
}
