import { and, eq, gt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { accountLinks } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { record } from '../audit/record'
import { takeAttempt } from '../auth/attempts'
import { ANONYMOUS, requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { DeadLink, endAccountLinks, findAccountLink, makeAccountLink, tryLink } from './account-links'
import { CONFIRMATIONS } from './limits'
import { mailLater } from './mail-later'
import { refuseTaken } from './taken'

type User = typeof users.$inferSelect

/** Until the mail goes out; then the link has its own time. */
const WAIT_MINUTES = 24 * 60

/** The address that an account wants to have and that is not confirmed; null for none. */
export async function pendingEmail(db: Database, user: Pick<User, 'id' | 'sessionVersion'>): Promise<string | null> {
  const [link] = await db
    .select({ email: accountLinks.email })
    .from(accountLinks)
    .where(and(pendingOf(user.id), eq(accountLinks.version, user.sessionVersion)))
  return link?.email ?? null
}

/**
 * Lets a new address be confirmed by a mail to it, and tells the old one.
 * @param tx a transaction in which the account is locked
 */
export async function askEmail(tx: Database, ctx: Context, user: User, email: string): Promise<void> {
  // A link that nobody has: the one that is mailed is made when it is sent.
  const { id } = await makeAccountLink(tx, { user, purpose: 'email', email, minutes: WAIT_MINUTES })
  await mailLater(tx, { kind: 'confirm', linkId: id })
  await mailLater(tx, { kind: 'notice', userId: user.id, about: 'email_asked', to: user.email })
  await record(tx, ctx, 'account.email_asked', { subject: user })
}

/** Counts a mail to an address that may be a stranger's. @throws AppError rate_limited */
export async function takeConfirmation(ctx: Context): Promise<void> {
  await takeAttempt(ctx.db, CONFIRMATIONS, requireSession(ctx.actor).userId)
}

/** Mails the link to the new address once more; the one before ends. @throws AppError unauthenticated, forbidden (a token), not_found, rate_limited */
export async function sendConfirmationAgain(ctx: Context): Promise<void> {
  const { userId: id, username } = requireSession(ctx.actor)
  await takeConfirmation(ctx)
  await ctx.db.transaction(async (tx) => {
    const [link] = await tx.select({ id: accountLinks.id }).from(accountLinks).where(pendingOf(id))
    if (!link) throw notFound()
    await mailLater(tx, { kind: 'confirm', linkId: link.id })
    await record(tx, ctx, 'account.email_sent_again', { subject: { id, username } })
  })
}

/** Keeps the address as it is. @throws AppError unauthenticated, forbidden (a token) */
export async function cancelEmail(ctx: Context): Promise<void> {
  const { userId: id, username } = requireSession(ctx.actor)
  await ctx.db.transaction(async (tx) => {
    const ended = await endAccountLinks(tx, id, 'email')
    if (ended > 0) await record(tx, ctx, 'account.email_cancelled', { subject: { id, username } })
  })
}

/**
 * Gives an account the address to which a link was mailed.
 * @param address where the request comes from: after five links that do not hold it waits
 * @throws AppError forbidden (the link does not hold), rate_limited, conflict (another account has the address by now)
 */
export async function confirmEmail(ctx: Context, token: string, address: string): Promise<void> {
  await tryLink(ctx.db, address, async () => {
    try {
      await ctx.db.transaction((tx) => apply(tx, ctx, token))
    } catch (error) {
      if (error instanceof AppError) throw error
      await refuseTaken(ctx.db, error, address)
    }
  })
}

async function apply(tx: Database, ctx: Context, token: string): Promise<void> {
  const found = await findAccountLink(tx, 'email', token, { lock: true })
  if (!found?.link.email) throw new DeadLink()
  const { user, link } = found
  await tx
    .update(users)
    .set({ email: link.email as string, updatedAt: sql`now()` })
    .where(eq(users.id, user.id))
  // What was mailed to the old address does not open the account any more.
  await endAccountLinks(tx, user.id)
  await mailLater(tx, { kind: 'notice', userId: user.id, about: 'email', to: user.email })
  await record(tx, { ...ctx, actor: ANONYMOUS }, 'account.changed', { subject: user, details: { fields: ['email'] } })
}

function pendingOf(userId: string) {
  return and(eq(accountLinks.userId, userId), eq(accountLinks.purpose, 'email'), gt(accountLinks.expiresAt, sql`now()`))
}
