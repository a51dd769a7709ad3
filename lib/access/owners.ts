import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type Actor, userIdOf } from '../context/actor'

/** Accounts whose things nobody else may see. */
export const DISABLED_OWNERS = sql`select id from users where disabled_at is not null`

/** Accounts whose public things everybody may see. @param username only this one */
export function activeOwners(username?: string): SQL {
  return username === undefined
    ? sql`select id from users where disabled_at is null`
    : sql`select id from users where disabled_at is null and username = ${username}`
}

/** The same, less those who keep to themselves where their photos were taken. */
export function placeShowingOwners(username?: string): SQL {
  return sql`${activeOwners(username)} and show_location`
}

/** Whether a column holds the id of an account that is not disabled. */
export function ofActiveOwner(ownerId: SQLWrapper): SQL {
  return sql`${ownerId} <> all (array(${DISABLED_OWNERS}))`
}

/** Whether a column holds the id of an account that shows others where its photos were taken. */
export function showsPlace(ownerId: SQLWrapper): SQL {
  return sql`${ownerId} = any (array(${placeShowingOwners()}))`
}

/** Whether a column holds the id of an account that gives others its originals, without their metadata. */
export function givesOriginals(ownerId: SQLWrapper): SQL {
  return sql`${ownerId} = any (array(${activeOwners()} and allow_originals))`
}

/** Whether a thing belongs to the person who asks. Only a person owns anything, a program with their token included: not the system, not whoever holds a link. */
export function owns(actor: Actor, ownerId: string): boolean {
  return userIdOf(actor) === ownerId
}

/** `owns` for a column. */
export function isOwn(actor: Actor, ownerId: SQLWrapper): SQL {
  const userId = userIdOf(actor)
  return userId === null ? sql`false` : sql`${ownerId} = ${userId}`
}

/** Not the asker's own: what is counted or listed on its own elsewhere. */
export function isOthers(actor: Actor, ownerId: SQLWrapper): SQL {
  const userId = userIdOf(actor)
  return userId === null ? sql`true` : sql`${ownerId} <> ${userId}`
}
