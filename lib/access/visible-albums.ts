import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { users } from '@/db/schema/users'
import type { Actor } from '../context/actor'

/** Which albums an actor may know of: one's own, and public ones whose owner is not disabled. */
export function visibleAlbumsTo(actor: Actor): SQL {
  if (actor.kind === 'system') return sql`true`
  const open = and(
    eq(albums.visibility, 'public'),
    sql`${albums.ownerId} <> all (array(select ${users.id} from ${users} where ${users.disabledAt} is not null))`,
  )
  return (actor.kind === 'user' ? or(eq(albums.ownerId, actor.userId), open) : open) as SQL
}
