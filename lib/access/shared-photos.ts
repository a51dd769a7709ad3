import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { type Actor, userIdOf } from '../context/actor'
import { ofActiveOwner } from './owners'

/** The albums through which a question may see what is shared: any, or those of a list of ids (SQL). */
export type Through = 'any' | SQL

/**
 * Whether a photo stands in an album by hand that is shared among the asker and the photo's owner, each its owner or a member. What is in the
 * trash or not finished, and what disabled accounts share, is for the caller to leave out of the photo; the album's owner is looked at here.
 */
export function isShared(userId: string, through: Through): SQL {
  return sql`exists (select ${held(through)} and ${ofActiveOwner(sql`shared.owner_id`)}
    and ${takesPart(sql`${userId}::uuid`)} and ${takesPart(sql`${photos.ownerId}`)})`
}

const GIVEN = { place: sql`shared.show_location`, original: sql`shared.allow_originals` }

/**
 * Whether an album through which the asker sees a photo gives its members more than the picture. Only of the photos of the album's owner:
 * what other members have put in stays theirs.
 */
export function albumGives(actor: Actor, what: keyof typeof GIVEN, through: Through): SQL {
  const userId = userIdOf(actor)
  if (userId === null) return sql`false`
  return sql`exists (select ${held(through)} and shared.owner_id = ${photos.ownerId} and ${GIVEN[what]}
    and exists (select from album_members part where part.album_id = shared.id and part.user_id = ${userId}::uuid))`
}

/** The settings of a photo's owner as they hold for one photo and asker: what the account shows, or else an album. */
export function shownOf(actor: Actor, through: Through) {
  return {
    showLocation: sql<boolean>`(${users.showLocation} or ${albumGives(actor, 'place', through)})`,
    allowOriginals: sql<boolean>`(${users.allowOriginals} or ${albumGives(actor, 'original', through)})`,
  }
}

/** The albums by hand, as `shared`, that hold a photo. */
function held(through: Through): SQL {
  const named = through === 'any' ? sql`` : sql`and held.album_id in (${through})`
  return sql`from album_photos held join albums shared on shared.id = held.album_id
    where held.photo_id = ${photos.id} ${named} and shared.filter is null`
}

function takesPart(account: SQLWrapper): SQL {
  return sql`(shared.owner_id = ${account}
    or exists (select from album_members part where part.album_id = shared.id and part.user_id = ${account}))`
}
