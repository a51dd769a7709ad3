import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { type Actor, refuseKind } from '../context/actor'
import { isOthers, isOwn, ofActiveOwner } from './owners'

/** Whose photos a query reads: the asker's own, others' public ones, or everything (the system). */
export type Rows = 'own' | 'others' | 'all'

/** One of the disjoint sets that make up what an actor may see; each can be read along an index of its own. */
export interface VisibleBranch {
  rows: Rows
  where: SQL
}

/** Public to the world: finished, not in the trash, its owner not disabled. The triggers of the counters say the same. */
function isPublic(): SQL {
  return and(
    eq(photos.visibility, 'public'),
    eq(photos.status, 'ready'),
    isNull(photos.deletedAt),
    ofActiveOwner(photos.ownerId),
  ) as SQL
}

/**
 * What an actor may see as disjoint conditions, so that a list can walk one index per condition and merge:
 * one's own (in any state, the trash included) and everyone else's public photos. None: nothing.
 */
export function visibleBranches(actor: Actor): VisibleBranch[] {
  switch (actor.kind) {
    case 'system':
      return [{ rows: 'all', where: sql`true` }]
    case 'anonymous':
      return [{ rows: 'others', where: isPublic() }]
    case 'user':
    case 'token':
      return [
        { rows: 'own', where: isOwn(actor, photos.ownerId) },
        { rows: 'others', where: and(isPublic(), isOthers(actor, photos.ownerId)) as SQL },
      ]
    case 'link':
      return []
    default:
      return refuseKind(actor)
  }
}

/** The one predicate every query on photos carries (docs/access.md). */
export function visibleTo(actor: Actor): SQL {
  return or(...visibleBranches(actor).map(({ where }) => where)) ?? sql`false`
}
