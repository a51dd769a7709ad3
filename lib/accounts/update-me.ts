import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { sessions, tokens, users } from '@/db/schema/users'
import { record } from '../audit/record'
import { takeAttempt } from '../auth/attempts'
import { beginSession } from '../auth/log-in'
import { hashPassword } from '../auth/passwords'
import { recordOften } from '../auth/record-often'
import type { SessionToken } from '../auth/session-cookie'
import { assertPasswordOpens } from '../auth/ways-in'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { mailIsOn } from '../mail/send-mail'
import { endAccountLinks } from './account-links'
import { assertNewUsername, changeDetails } from './changed-fields'
import { confirmPassword } from './confirm-password'
import type { Me, MeChanges } from './contract'
import { askEmail, pendingEmail, takeConfirmation } from './email-changes'
import { NEW_USERNAMES } from './limits'
import { mailLater } from './mail-later'
import { assertPasswordIsNoGuess } from './password-rule'
import { presentMe } from './present'
import { refuseTaken, refuseTakenEmail } from './taken'

interface Updated {
  me: Me
  /** After a change of password all sessions and tokens have ended; this one takes the place of the one that asked. */
  session: SessionToken | null
}

/**
 * Changes one's own account. A new password ends every session and token at once; a new password or e-mail needs the current one. Where the
 * library sends mail, a new address holds once it is confirmed.
 * @throws AppError unauthenticated, invalid, forbidden (a token, wrong current password), rate_limited, conflict (taken), unprocessable (nobody logs in with a
 *   password)
 */
export async function updateMe(ctx: Context, changes: MeChanges, userAgent: string): Promise<Updated> {
  const { userId } = requireSession(ctx.actor)
  const { password, currentPassword, email, ...plain } = changes
  if (password !== undefined) assertPasswordOpens()
  if (password !== undefined || email !== undefined) await confirmPassword(ctx, currentPassword)
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  const confirmed = email === undefined ? null : await toConfirm(ctx, email)
  const direct = confirmed === null ? { ...plain, email } : plain
  try {
    return await ctx.db.transaction(async (tx) => {
      const [before] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
      if (!before) throw notFound()
      await allowUsername(tx, before, plain.username)
      if (password !== undefined) assertPasswordIsNoGuess(password, { ...before, ...definedOf({ ...plain, email }) })
      const raised = passwordHash === undefined ? {} : { passwordHash, sessionVersion: before.sessionVersion + 1 }
      const [user] = await tx
        .update(users)
        .set({ ...definedOf(direct), ...raised, updatedAt: sql`now()` })
        .where(eq(users.id, userId))
        .returning()
      if (!user) throw notFound()
      // What was mailed to an address that is gone, or before the password was changed, opens nothing any more.
      if (user.email !== before.email || passwordHash !== undefined) await endAccountLinks(tx, userId)
      const details = changeDetails(before, { ...direct, password })
      // A name is changed back and forth without end; usernames have a limit, addresses and passwords need the password.
      const write = details?.fields.every((field) => field === 'name') ? recordOften : record
      if (details) await write(tx, ctx, 'account.changed', { subject: before, details })
      if (confirmed !== null) await askEmail(tx, ctx, user, confirmed)
      if (passwordHash !== undefined) await mailLater(tx, { kind: 'notice', userId, about: 'password' })
      const session = passwordHash === undefined ? null : await renewSession(tx, user, userAgent)
      return { me: presentMe(user, await pendingEmail(tx, user)), session }
    })
  } catch (error) {
    return refuseTaken(ctx.db, error, userId)
  }
}

/** @throws AppError invalid (against the rules), rate_limited (too many one after another) */
async function allowUsername(tx: Database, before: { id: string; username: string }, after?: string): Promise<void> {
  if (after === undefined || after === before.username) return
  assertNewUsername(before.username, after)
  await takeAttempt(tx, NEW_USERNAMES, before.id)
}

/** The new address, where it has to be confirmed first; null where it holds at once or is the old one. @throws AppError conflict, rate_limited */
async function toConfirm(ctx: Context, email: string): Promise<string | null> {
  const { userId } = requireSession(ctx.actor)
  if (!mailIsOn()) return null
  const [user] = await ctx.db.select({ id: users.id }).from(users).where(eq(users.email, email))
  if (user?.id === userId) return null
  if (user) await refuseTakenEmail(ctx.db, userId)
  await takeConfirmation(ctx)
  return email
}

async function renewSession(tx: Database, user: { id: string; sessionVersion: number }, userAgent: string) {
  await tx.delete(sessions).where(eq(sessions.userId, user.id))
  await tx.delete(tokens).where(eq(tokens.userId, user.id))
  return beginSession(tx, { id: user.id, version: user.sessionVersion }, userAgent)
}

function definedOf<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
