import { and, eq, exists, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { identities } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { passwordLogin } from '../auth/ways-in'
import { AppError } from '../errors/app-error'

const LOCK = 727_100_002

/** Held to the end of the transaction by whatever may make or remove an administrator, so that two cannot pass each other. */
export async function lockAdministrators(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
}

/**
 * A library with other people in it always keeps an administrator. Call with the lock held.
 * @throws AppError conflict
 */
export async function assertNotLastAdministrator(tx: Database, user: { id: string; role: string }): Promise<void> {
  if (user.role !== 'admin') return
  const others = await tx.select({ id: users.id }).from(users).where(ne(users.id, user.id)).limit(1)
  if (others.length === 0) return
  if (await hasOtherAdministrator(tx, user.id)) return
  throw new AppError('conflict', 'This is the last administrator. Make somebody else an administrator first.')
}

/** Whether somebody else is an administrator who can log in: not disabled, with a password where those are taken, or another way in. Call with the lock held. */
export async function hasOtherAdministrator(tx: Database, userId: string): Promise<boolean> {
  const byPassword = passwordLogin() ? isNotNull(users.passwordHash) : undefined
  const elsewhere = exists(tx.select({ id: identities.id }).from(identities).where(eq(identities.userId, users.id)))
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.disabledAt), ne(users.id, userId), or(byPassword, elsewhere)))
    .limit(1)
  return admins.length > 0
}
