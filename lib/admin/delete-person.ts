import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema/users'
import { lockAdministrators } from '../accounts/admin-lock'
import { removeAccount } from '../accounts/remove-account'
import { record } from '../audit/record'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import type { DeletionReport } from './people-contract'

/**
 * Deletes somebody's account with all that is in it. Files of sources stay untouched.
 * @param typed its username once more, where the administrator was asked for it
 * @returns what went
 * @throws AppError unauthenticated, forbidden (a token; one's own, which goes by the settings), not_found (unknown, or the asker is no
 *   administrator), invalid (another username), conflict (last administrator)
 */
export async function deletePerson(ctx: Context, id: string, typed?: string): Promise<DeletionReport> {
  const { userId } = requireAdmin(ctx.actor)
  if (userId === id) {
    throw new AppError('forbidden', 'Delete your own account in your settings, where the password is asked.')
  }
  return ctx.db.transaction(async (tx) => {
    await lockAdministrators(tx)
    const [user] = await tx.select().from(users).where(eq(users.id, id)).for('update')
    if (!user) throw notFound()
    assertTyped(user.username, typed)
    const report = { username: user.username, ...(await holdings(tx, id)) }
    await removeAccount(tx, user)
    const { username: _, ...details } = report
    await record(tx, ctx, 'account.deleted', { subject: user, details })
    return report
  })
}

/** @throws AppError invalid */
function assertTyped(username: string, typed: string | undefined): void {
  if (typed === undefined || typed.trim().toLowerCase() === username) return
  const message = `type "${username}" to delete this account`
  throw new AppError('invalid', `username: ${message}`, { errors: [{ path: 'username', message }] })
}

async function holdings(tx: Database, id: string): Promise<Omit<DeletionReport, 'username'>> {
  const { rows } = await tx.execute<Record<string, string>>(sql`
    select (select count(*) from photos where owner_id = ${id}) as photos,
      (select coalesce(sum(bytes), 0) from photos where owner_id = ${id} and source_id is null) as bytes,
      (select count(*) from albums where owner_id = ${id}) as albums,
      (select count(*) from share_links where owner_id = ${id}) as links,
      (select count(*) from sources where owner_id = ${id}) as sources,
      (select count(*) from tokens where user_id = ${id}) as tokens,
      (select count(*) from webhooks where owner_id = ${id}) as webhooks`)
  const of = (key: string) => Number(rows[0]?.[key] ?? 0)
  return {
    photos: of('photos'),
    bytes: of('bytes'),
    albums: of('albums'),
    links: of('links'),
    sources: of('sources'),
    tokens: of('tokens'),
    webhooks: of('webhooks'),
  }
}
