import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema/users'
import { hasOtherAdministrator } from '../accounts/admin-lock'
import { record } from '../audit/record'
import { ANONYMOUS } from '../context/actor'
import { logEvent } from '../log'
import type { Told } from './claims'

type User = typeof users.$inferSelect

/**
 * Gives an account the role and the quota that the issuer says. The last administrator stays one, whatever it says.
 * @param tx a transaction that holds the lock of administrators
 */
export async function applyClaims(tx: Database, user: User, told: Told, address: string): Promise<void> {
  const role = await roleToSet(tx, user, told)
  const { quotaBytes = user.quotaBytes } = told
  if (role === user.role && quotaBytes === user.quotaBytes) return
  await tx.update(users).set({ role, quotaBytes, updatedAt: sql`now()` }).where(eq(users.id, user.id))
  const details = {
    by: told.kind,
    ...(role === user.role ? {} : { role, roleBefore: user.role }),
    ...(quotaBytes === user.quotaBytes ? {} : { quotaBytes, quotaBytesBefore: user.quotaBytes }),
  }
  await record(tx, { actor: ANONYMOUS, address }, 'account.changed', { subject: user, details })
}

async function roleToSet(tx: Database, user: User, { role = user.role }: Told): Promise<User['role']> {
  if (role === user.role || role === 'admin' || (await hasOtherAdministrator(tx, user.id))) return role
  logEvent('warn', 'oidc.last_administrator_kept', { userId: user.id })
  return user.role
}
