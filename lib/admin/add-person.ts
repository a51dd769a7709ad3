import { users } from '@/db/schema/users'
import { assertPasswordIsNoGuess } from '../accounts/password-rule'
import { refuseTaken } from '../accounts/taken'
import { record } from '../audit/record'
import { hashPassword } from '../auth/passwords'
import { assertPasswordOpens } from '../auth/ways-in'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { readSettings } from '../settings/stored-settings'
import { personOfId } from './change-person'
import type { AdminUser, AdminUserMaking } from './people-contract'

/**
 * Makes an account with a first password, also where sign-up is closed.
 * @throws AppError unauthenticated, forbidden (a token), not_found (no administrator), invalid (password), conflict (taken),
 *   unprocessable (nobody logs in with a password)
 */
export async function addPerson(ctx: Context, making: AdminUserMaking): Promise<AdminUser> {
  const { userId } = requireAdmin(ctx.actor)
  assertPasswordOpens()
  assertPasswordIsNoGuess(making.password, making)
  const passwordHash = await hashPassword(making.password)
  try {
    return await ctx.db.transaction(async (tx) => {
      const { email, username, role } = making
      const name = making.name ?? username
      const quotaBytes = making.quotaBytes === undefined ? (await readSettings(tx)).newQuotaBytes : making.quotaBytes
      const values = { email, username, name, role, quotaBytes, passwordHash }
      const [user] = await tx.insert(users).values(values).returning()
      if (!user) throw new Error('no user was made')
      await record(tx, ctx, 'account.made', { subject: user, details: { role, quotaBytes } })
      return personOfId(tx, user.id)
    })
  } catch (error) {
    return refuseTaken(ctx.db, error, userId)
  }
}
