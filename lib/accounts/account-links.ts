import { and, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { accountLinks } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { countAttempt, returnAttempt, tooMany } from '../auth/attempts'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { WRONG_LINK_PAGES, WRONG_LINKS } from './limits'
import { hashOfOneTimeToken, makeOneTimeToken } from './one-time-token'

type Purpose = (typeof accountLinks.$inferSelect)['purpose']
type User = typeof users.$inferSelect

interface LinkMaking {
  user: Pick<User, 'id' | 'sessionVersion'>
  purpose: Purpose
  /** The address that is confirmed. */
  email?: string
  minutes: number
}

/** Of an account that is not disabled and has had no new password since; not expired. */
const LIVE_LINK: SQL = and(
  eq(accountLinks.version, users.sessionVersion),
  isNull(users.disabledAt),
  gt(accountLinks.expiresAt, sql`now()`),
) as SQL

/**
 * Makes a link for an account; older ones for the same purpose end.
 * @param tx a transaction in which the account is locked
 * @returns its id and its token, which is kept nowhere
 */
export async function makeAccountLink(tx: Database, making: LinkMaking): Promise<{ id: string; token: string }> {
  const { user, purpose, email, minutes } = making
  await tx.delete(accountLinks).where(and(eq(accountLinks.userId, user.id), eq(accountLinks.purpose, purpose)))
  const token = makeOneTimeToken()
  const values = { userId: user.id, purpose, version: user.sessionVersion, email: email ?? null }
  const fresh = { hash: hashOfOneTimeToken(purpose, token) as string, expiresAt: inMinutes(minutes) }
  const [row] = await tx
    .insert(accountLinks)
    .values({ ...values, ...fresh })
    .returning({ id: accountLinks.id })
  if (!row) throw new Error('no link was made')
  return { id: row.id, token }
}

/** Gives a link another token, and its whole time again. @returns null where it does not hold any more */
export async function renewAccountLink(db: Database, id: string, minutes: number) {
  const token = makeOneTimeToken()
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ link: accountLinks, user: users })
      .from(accountLinks)
      .innerJoin(users, eq(users.id, accountLinks.userId))
      .where(and(eq(accountLinks.id, id), eq(accountLinks.version, users.sessionVersion), isNull(users.disabledAt)))
      .for('update')
    if (!found) return null
    const hash = hashOfOneTimeToken(found.link.purpose, token) as string
    await tx
      .update(accountLinks)
      .set({ hash, expiresAt: inMinutes(minutes) })
      .where(eq(accountLinks.id, id))
    return { ...found, token }
  })
}

/** The account and the link behind a token, while it holds. @param lock in a transaction, so that it is used once */
export async function findAccountLink(db: Database, purpose: Purpose, token: string, { lock = false } = {}) {
  const hash = hashOfOneTimeToken(purpose, token)
  if (hash === null) return null
  const asked = db
    .select({ link: accountLinks, user: users })
    .from(accountLinks)
    .innerJoin(users, eq(users.id, accountLinks.userId))
    .where(and(eq(accountLinks.hash, hash), eq(accountLinks.purpose, purpose), LIVE_LINK))
  const [found] = await (lock ? asked.for('update') : asked)
  return found ?? null
}

/** Ends all links of an account. @returns how many there were */
export async function endAccountLinks(tx: Database, userId: string, purpose?: Purpose): Promise<number> {
  const ofPurpose = purpose === undefined ? undefined : eq(accountLinks.purpose, purpose)
  const ended = await tx
    .delete(accountLinks)
    .where(and(eq(accountLinks.userId, userId), ofPurpose))
    .returning({ id: accountLinks.id })
  return ended.length
}

/** Takes out links that have expired. Run by the worker every day. */
export async function forgetAccountLinks(db: Database): Promise<void> {
  await db.delete(accountLinks).where(lt(accountLinks.expiresAt, sql`now() - interval '1 day'`))
}

/**
 * What the link of a page leads to, counting addresses that ask for what is not there. A link that holds is opened beyond the limit, too.
 * @throws AppError rate_limited
 */
export async function findByLink<T>(
  { db, address }: Context & { address: string },
  find: () => Promise<T | null>,
): Promise<T | null> {
  const { over, seconds } = await countAttempt(db, WRONG_LINK_PAGES, address)
  const found = await find()
  if (found) await returnAttempt(db, WRONG_LINK_PAGES, address)
  else if (over) throw tooMany(seconds)
  return found
}

/**
 * Lets an address try a link, and counts it if that does not hold. One that holds is taken beyond the limit, too: nobody finds 131 random bits by
 * trying, and others may share the address.
 * @throws AppError rate_limited for one that does not hold after five that did not
 */
export async function tryLink<T>(db: Database, address: string, use: () => Promise<T>): Promise<T> {
  // Counted before, so that many at once do not slip through.
  const { over, seconds } = await countAttempt(db, WRONG_LINKS, address)
  try {
    const used = await use()
    await returnAttempt(db, WRONG_LINKS, address)
    return used
  } catch (error) {
    if (!(error instanceof DeadLink)) await returnAttempt(db, WRONG_LINKS, address)
    else if (over) throw tooMany(seconds)
    throw error
  }
}

/** The answer for every link that does not hold, whatever the reason. */
export class DeadLink extends AppError {
  constructor(sentence = 'This link does not hold, or not any more. Ask for a new one.') {
    super('forbidden', sentence)
  }
}

function inMinutes(minutes: number): SQL {
  return sql`now() + make_interval(mins => ${minutes})`
}
