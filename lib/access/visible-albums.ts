import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { type Actor, refuseKind } from '../context/actor'
import { isOwn, ofActiveOwner } from './owners'

/** Marked public by its owner; whether others see it hangs on the owner's account too. */
export const MARKED_PUBLIC = eq(albums.visibility, 'public')

/** Which albums an actor may know of: one's own, and public ones whose owner is not disabled. */
export function visibleAlbumsTo(actor: Actor): SQL {
  const open = and(MARKED_PUBLIC, ofActiveOwner(albums.ownerId)) as SQL
  switch (actor.kind) {
    case 'system':
      return sql`true`
    case 'anonymous':
      return open
    case 'user':
    case 'token':
      return or(isOwn(actor, albums.ownerId), open) as SQL
    case 'link':
      return sql`false`
    default:
      return refuseKind(actor)
  }
}
