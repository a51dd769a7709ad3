import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { makeAccountLink } from '../accounts/account-links'
import { record } from '../audit/record'
import { assertPasswordLogin } from '../auth/ways-in'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { env } from '../env'
import { AppError, notFound } from '../errors/app-error'
import type { ResetLink } from './people-contract'

const DAY_MINUTES = 24 * 60

/**
 * Makes a link with which a person sets a new password, for whoever is to send it there; older ones end.
 * @param origin of this site, where APP_URL does not say it
 * @throws AppError unauthenticated, forbidden (a token; oneself, who has the settings), not_found (unknown, or the asker is no administrator),
 *   conflict (the account is disabled)
 */
export async function makeResetLink(ctx: Context, id: string, origin: string): Promise<ResetLink> {
  const { userId } = requireAdmin(ctx.actor)
  if (userId === id) throw new AppError('forbidden', 'Change your own password in your settings, where it is asked.')
  assertPasswordLogin()
  return ctx.db.transaction(async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, id)).for('update')
    if (!user) throw notFound()
    if (user.disabledAt) throw new AppError('conflict', 'This account is disabled. Enable it first.')
    const { token } = await makeAccountLink(tx, { user, purpose: 'password', minutes: DAY_MINUTES })
    await record(tx, ctx, 'account.reset_link', { subject: user })
    const expiresAt = new Date(Date.now() + DAY_MINUTES * 60_000).toISOString()
    return { url: `${env().APP_URL ?? origin}/reset/${token}`, expiresAt }
  })
}
