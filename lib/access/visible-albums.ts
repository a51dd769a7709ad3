import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { type Actor, refuseKind, userIdOf } from '../context/actor'
import { isOwn, ofActiveOwner } from './owners'

/** Marked public by its owner; whether others see it hangs on the owner's account too. */
export const MARKED_PUBLIC = eq(albums.visibility, 'public')

/** Which albums an actor may know of: one's own, public ones, and those shared with them; of a share link the one that it opens; of others only while their owner is not disabled. */
export function visibleAlbumsTo(actor: Actor): SQL {
  const open = and(MARKED_PUBLIC, ofActiveOwner(albums.ownerId)) as SQL
  switch (actor.kind) {
    case 'system':
      return sql`true`
    case 'anonymous':
      return open
    case 'user':
    case 'token':
      return or(isOwn(actor, albums.ownerId), open, sharedWith(actor)) as SQL
    case 'link':
      return actor.albumId === null
        ? sql`false`
        : (and(eq(albums.id, actor.albumId), ofActiveOwner(albums.ownerId)) as SQL)
    default:
      return refuseKind(actor)
  }
}

/** Albums of others that are shared with the actor. */
export function sharedWith(actor: Actor): SQL {
  const userId = userIdOf(actor)
  if (userId === null) return sql`false`
  // A list of ids: of albums there are many, and few are shared with one person.
  const theirs = sql`${albums.id} = any (array(select album_id from album_members where user_id = ${userId}::uuid))`
  return and(theirs, ofActiveOwner(albums.ownerId)) as SQL
}
