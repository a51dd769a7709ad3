import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { sessions, tokens, users } from '@/db/schema/users'
import { endAccountLinks } from '../accounts/account-links'
import { assertNotLastAdministrator, lockAdministrators } from '../accounts/admin-lock'
import { assertNewUsername, changeDetails } from '../accounts/changed-fields'
import { mailLater } from '../accounts/mail-later'
import { assertPasswordIsNoGuess } from '../accounts/password-rule'
import { refuseTaken } from '../accounts/taken'
import { record } from '../audit/record'
import { hashPassword } from '../auth/passwords'
import { assertPasswordOpens } from '../auth/ways-in'
import { requireAdmin, userIdOf } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { findPeople, presentPerson } from './find-people'
import type { AdminUser, AdminUserChanges } from './people-contract'

type User = typeof users.$inferSelect

/**
 * Changes somebody's account. A new password and a disabling end all sessions and access tokens at once.
 * @throws AppError unauthenticated, forbidden (a token; one's own password or address, which are changed in the settings), not_found
 *   (unknown, or the asker is no administrator), conflict (taken; last administrator), invalid (password), unprocessable (nobody logs in with a password)
 */
export async function changePerson(ctx: Context, id: string, changes: AdminUserChanges): Promise<AdminUser> {
  if (ctx.actor.kind !== 'system') requireAdmin(ctx.actor)
  refuseOwn(ctx, id, changes)
  if (changes.password !== undefined) assertPasswordOpens()
  const passwordHash = changes.password === undefined ? undefined : await hashPassword(changes.password)
  try {
    return await ctx.db.transaction(async (tx) => {
      await lockAdministrators(tx)
      const [before] = await tx.select().from(users).where(eq(users.id, id)).for('update')
      if (!before) throw notFound()
      if (changes.role === 'user' || changes.disabled) await assertNotLastAdministrator(tx, before)
      await apply(tx, before, changes, passwordHash)
      await recordChange(tx, ctx, before, changes)
      return personOfId(tx, id)
    })
  } catch (error) {
    return refuseTaken(ctx.db, error, userIdOf(ctx.actor) ?? 'system')
  }
}

/** Whoever sits at a forgotten screen of an administrator shall not take the account over. @throws AppError forbidden */
function refuseOwn(ctx: Context, id: string, { password, email }: AdminUserChanges): void {
  if (userIdOf(ctx.actor) !== id || (password === undefined && email === undefined)) return
  throw new AppError(
    'forbidden',
    'Change your own password and e-mail address in your settings, where the password is asked.',
  )
}

async function apply(tx: Database, before: User, changes: AdminUserChanges, passwordHash?: string): Promise<void> {
  const { password, disabled, ...fields } = changes
  assertNewUsername(before.username, fields.username)
  if (password !== undefined) assertPasswordIsNoGuess(password, { ...before, ...fields })
  const ends = passwordHash !== undefined || disabled === true
  await tx
    .update(users)
    .set({
      ...fields,
      ...(passwordHash === undefined ? {} : { passwordHash }),
      ...(disabled === undefined ? {} : { disabledAt: disabled ? sql`coalesce(${users.disabledAt}, now())` : null }),
      ...(ends ? { sessionVersion: sql`${users.sessionVersion} + 1` } : {}),
      updatedAt: sql`now()`,
    })
    .where(eq(users.id, before.id))
  // What was mailed to an address that is gone opens nothing any more.
  if (ends || (changes.email ?? before.email) !== before.email) await endAccountLinks(tx, before.id)
  if (!ends) return
  await tx.delete(sessions).where(eq(sessions.userId, before.id))
  await tx.delete(tokens).where(eq(tokens.userId, before.id))
  if (passwordHash !== undefined) await mailLater(tx, { kind: 'notice', userId: before.id, about: 'password' })
}

async function recordChange(tx: Database, ctx: Context, before: User, changes: AdminUserChanges): Promise<void> {
  const { disabled, role, quotaBytes, password, ...texts } = changes
  const subject = { id: before.id, username: before.username }
  if (disabled !== undefined && disabled !== (before.disabledAt !== null)) {
    await record(tx, ctx, disabled ? 'account.disabled' : 'account.enabled', { subject })
  }
  const details = {
    ...(role === undefined || role === before.role ? {} : { role, roleBefore: before.role }),
    ...(quotaBytes === undefined || quotaBytes === before.quotaBytes
      ? {}
      : { quotaBytes, quotaBytesBefore: before.quotaBytes }),
    ...changeDetails(before, { ...texts, password }),
  }
  if (Object.keys(details).length > 0) await record(tx, ctx, 'account.changed', { subject, details })
}

/** An account that is there. @throws AppError not_found */
export async function personOfId(db: Database, id: string): Promise<AdminUser> {
  const order = { place: sql`id`, by: sql`id` }
  const [row] = await findPeople(db, { where: sql`id = ${id}`, order, limit: 1 })
  if (!row) throw notFound()
  return presentPerson(row)
}
