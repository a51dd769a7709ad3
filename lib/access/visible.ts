import { and, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import type { Actor } from '../context/actor'

/** Public to the world: finished, not in the trash, its owner not disabled. */
function isPublic(): SQL {
  return and(
    eq(photos.visibility, 'public'),
    eq(photos.status, 'ready'),
    isNull(photos.deletedAt),
    sql`${photos.ownerId} <> all (array(select ${users.id} from ${users} where ${users.disabledAt} is not null))`,
  ) as SQL
}

/**
 * What an actor may see as disjoint conditions, so that a list can walk one index per condition and merge:
 * one's own (in any state, the trash included) and everyone else's public photos.
 */
export function visibleBranches(actor: Actor): SQL[] {
  switch (actor.kind) {
    case 'system':
      return [sql`true`]
    case 'anonymous':
      return [isPublic()]
    case 'user':
      return [eq(photos.ownerId, actor.userId), and(isPublic(), ne(photos.ownerId, actor.userId)) as SQL]
  }
}

/** The one predicate every query on photos carries (security.md §3). */
export function visibleTo(actor: Actor): SQL {
  return or(...visibleBranches(actor)) as SQL
}
