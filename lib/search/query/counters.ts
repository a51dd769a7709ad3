import { type SQL, sql } from 'drizzle-orm'
import { AUDIENCE } from '../../access/audience'
import {
  activeOwners,
  DISABLED_OWNERS,
  isOthers,
  ofActiveOwner,
  placeShowingOwners,
  showsPlace,
} from '../../access/owners'
import { type Actor, personOf, userIdOf } from '../../context/actor'
import type { Facet } from '../language/contract'
import type { Filter } from '../language/terms'

/** What `photo_counts` is kept for (migration search_counts). `all` counts photos; `year` is read from the months. */
export type CountedFacet =
  | 'all'
  | 'month'
  | 'town'
  | 'region'
  | 'country'
  | 'camera'
  | 'lens'
  | 'type'
  | 'rating'
  | 'favourite'
  | 'tag'

const EVERYBODY = sql`'00000000-0000-0000-0000-000000000000'::uuid`
const PLACES: (CountedFacet | Facet)[] = ['town', 'region', 'country']

/** A whole library, or all of them: what the counters can answer. */
export interface CounterScope {
  actor: Actor
  /** Null: own photos are not asked for. */
  own: { userId: string; audiences: number[] } | null
  /** `all`: everybody else's public photos; a username: that person's; null: nobody's. */
  others: 'all' | { username: string } | null
}

/**
 * The libraries a filter asks for when it asks for nothing else but `owner` and `visibility`; null for every other filter, which
 * has to be counted.
 */
export function counterScope(filter: Filter, actor: Actor): CounterScope | null {
  // Counters are kept for people and for the world; they cannot answer anybody else.
  const person = personOf(actor)
  if (!person && actor.kind !== 'anonymous') return null
  let owner: string | undefined
  let visibility: string | undefined
  for (const term of filter.terms) {
    if (!('is' in term)) return null
    if (term.is === 'owner' && owner === undefined) owner = term.value
    else if (term.is === 'visibility' && visibility === undefined) visibility = term.value
    else return null
  }
  const asksForMe = owner === 'me' || (person !== null && owner === person.username)
  const audiences =
    visibility === undefined
      ? [AUDIENCE.ownPrivate, AUDIENCE.ownPublic]
      : [visibility === 'public' ? AUDIENCE.ownPublic : AUDIENCE.ownPrivate]
  return {
    actor,
    own: person && (owner === undefined || asksForMe) ? { userId: person.userId, audiences } : null,
    others: asksForMe || visibility === 'private' ? null : owner === undefined ? 'all' : { username: owner },
  }
}

/** Rows (value, n) of a facet that add up to its counts in the scope; null when nothing is in it. */
export function countedValues(scope: CounterScope, facet: CountedFacet): SQL | null {
  const parts = [...ownParts(scope, facet), ...othersParts(scope, facet)]
  return parts.length === 0 ? null : sql.join(parts, sql` union all `)
}

/** Rows (value, n) by username. */
export function countedOwners(scope: CounterScope): SQL | null {
  const named = (
    where: SQL,
  ) => sql`select u.username as value, c.n from photo_counts c join users u on u.id = c.owner_id
    where c.facet = 'all' and ${where}`
  const parts: SQL[] = []
  if (scope.own)
    parts.push(named(sql`c.owner_id = ${scope.own.userId} and c.audience = any (${audiences(scope.own.audiences)})`))
  if (scope.others) {
    const one = scope.others === 'all' ? sql`true` : sql`u.username = ${scope.others.username}`
    parts.push(
      named(
        sql`c.audience = ${AUDIENCE.world} and ${ofActiveOwner(sql`c.owner_id`)} and ${isOthers(scope.actor, sql`c.owner_id`)} and ${one}`,
      ),
    )
  }
  return parts.length === 0 ? null : sql.join(parts, sql` union all `)
}

function ownParts({ own }: CounterScope, facet: CountedFacet): SQL[] {
  if (!own) return []
  return [rows(facet, sql`owner_id = ${own.userId} and audience = any (${audiences(own.audiences)})`)]
}

/** Everybody's, less one's own and those of disabled accounts; places only of those who show them. */
function othersParts(scope: CounterScope, facet: CountedFacet): SQL[] {
  const { others, actor } = scope
  if (others === null) return []
  const world = sql`audience = ${AUDIENCE.world}`
  const notMine = isOthers(actor, sql`owner_id`)
  if (others !== 'all') {
    const owners = (PLACES.includes(facet) ? placeShowingOwners : activeOwners)(others.username)
    return [rows(facet, sql`owner_id = (${owners}) and ${world} and ${notMine}`)]
  }
  if (PLACES.includes(facet)) {
    return [rows(facet, sql`${showsPlace(sql`owner_id`)} and ${world} and ${notMine}`)]
  }
  const userId = userIdOf(actor)
  const hidden =
    userId === null ? sql`array(${DISABLED_OWNERS})` : sql`array(${DISABLED_OWNERS} union select ${userId}::uuid)`
  return [
    rows(facet, sql`owner_id = ${EVERYBODY} and ${world}`),
    sql`select value, -n from photo_counts where facet = ${facet} and owner_id = any (${hidden}) and ${world}`,
  ]
}

function rows(facet: CountedFacet, where: SQL): SQL {
  return sql`select value, n from photo_counts where facet = ${facet} and ${where}`
}

function audiences(list: number[]): SQL {
  return sql.raw(`array[${list.join(', ')}]::smallint[]`)
}
