import { sql } from 'drizzle-orm'
import { photoRowColumns, photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { shownOf, type Through } from '../access/shared-photos'
import { type Actor, personOf } from '../context/actor'

const { exif, fileFields, ownFields, ...narrow } = photoRowColumns

/** What a presentation of a photo reads. The heavy columns (raw tags, the file's own fields) stay where they are. */
export const photoColumns = {
  ...narrow,
  /** Only the few rows that are shown ask for it. */
  sourceName: sql<string | null>`(select name from sources where sources.id = ${photos.sourceId})`.as('source_name'),
}

/** The heavy columns, for the photo's own reply and for edits. */
export const heavyColumns = { exif, fileFields, ownFields }

/** What a presentation reads of the owner (`PhotoOwner`), where nothing of others is shown. */
export const ownerColumns = {
  username: users.username,
  name: users.name,
  showLocation: users.showLocation,
  allowOriginals: users.allowOriginals,
}

/**
 * The same for an actor: place and original also where an album gives them.
 * @param through the albums through which photos are seen; left out: none, as in lists
 */
export function ownerColumnsFor(actor: Actor, through?: Through) {
  if (through === undefined || personOf(actor) === null) return ownerColumns
  return { ...ownerColumns, ...shownOf(actor, through) }
}
