import { and, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { type Actor, type LinkActor, refuseKind } from '../context/actor'
import { isOthers, isOwn, ofActiveOwner, showsPlace } from './owners'
import { albumGives, isShared, type Through } from './shared-photos'

/**
 * Whose photos a query reads: the asker's own, others' public ones, others' private ones in an album shared with the asker, or everything
 * (the system). What a share link opens counts as others': its visitor owns none of it.
 */
export type Rows = 'own' | 'others' | 'shared' | 'all'

/** One of the disjoint sets that make up what an actor may see; each can be read along an index of its own. */
export interface VisibleBranch {
  rows: Rows
  where: SQL
  /** Whether the actor may know where a photo of it was taken; null: of all of them. */
  knowsPlace: SQL | null
}

/** Finished, not in the trash, its owner not disabled. */
function isThere(): SQL {
  return and(eq(photos.status, 'ready'), isNull(photos.deletedAt), ofActiveOwner(photos.ownerId)) as SQL
}

/** Public to the world. The triggers of the counters say the same. */
function isPublic(): SQL {
  return and(eq(photos.visibility, 'public'), isThere()) as SQL
}

/** Whether a photo is marked private: what a person sees of these besides their own, they see through an album. */
function isPrivate(): SQL {
  return eq(photos.visibility, 'private')
}

/**
 * What an actor may see as disjoint conditions, so that a list can walk one index per condition and merge:
 * one's own (in any state, the trash included), everyone else's public photos, and others' private ones in albums shared with the actor.
 * None: nothing.
 * @param through the albums that are asked about; left out: what is shared is not asked for
 */
export function visibleBranches(actor: Actor, through?: Through): VisibleBranch[] {
  switch (actor.kind) {
    case 'system':
      return [{ rows: 'all', where: sql`true`, knowsPlace: null }]
    case 'anonymous':
      return [{ rows: 'others', where: isPublic(), knowsPlace: showsPlace(photos.ownerId) }]
    case 'user':
    case 'token':
      return personBranches(actor, through)
    case 'link':
      return linkBranches(actor)
    default:
      return refuseKind(actor)
  }
}

function personBranches(actor: Extract<Actor, { userId: string }>, through?: Through): VisibleBranch[] {
  const theirs = isOthers(actor, photos.ownerId)
  const own: VisibleBranch = { rows: 'own', where: isOwn(actor, photos.ownerId), knowsPlace: null }
  const others = and(isPublic(), theirs) as SQL
  const shown = showsPlace(photos.ownerId)
  if (through === undefined) return [own, { rows: 'others', where: others, knowsPlace: shown }]
  const knowsPlace = sql`(${shown} or ${albumGives(actor, 'place', through)})`
  const shared = and(isPrivate(), isThere(), theirs, isShared(actor.userId, through)) as SQL
  return [own, { rows: 'others', where: others, knowsPlace }, { rows: 'shared', where: shared, knowsPlace }]
}

/**
 * What a share link opens: finished photos of its owner, private ones too. An album may hold photos of others: a link widens nothing of
 * theirs.
 */
function linkBranches({ ownerId, albumId, rights, photos: opened }: LinkActor): VisibleBranch[] {
  const ofOwner = and(eq(photos.ownerId, ownerId), isThere(), opened) as SQL
  const owners: VisibleBranch = { rows: 'others', where: ofOwner, knowsPlace: sql.raw(String(rights.showLocation)) }
  // A filter or a selection holds its owner's photos only.
  if (albumId === null) return [owners]
  const ofOthers = and(isPublic(), ne(photos.ownerId, ownerId), opened) as SQL
  const knowsPlace = rights.showLocation ? showsPlace(photos.ownerId) : sql`false`
  return [owners, { rows: 'others', where: ofOthers, knowsPlace }]
}

/** The one predicate every query on single photos carries (docs/access.md). Lists ask branch by branch. */
export function visibleTo(actor: Actor): SQL {
  return or(...visibleBranches(actor, 'any').map(({ where }) => where)) ?? sql`false`
}
