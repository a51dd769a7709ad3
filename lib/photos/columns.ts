import { sql } from 'drizzle-orm'
import { photoRowColumns, photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'

const { exif, fileFields, ownFields, ...narrow } = photoRowColumns

/** What a presentation of a photo reads. The heavy columns (raw tags, the file's own fields) stay where they are. */
export const photoColumns = {
  ...narrow,
  /** Only the few rows that are shown ask for it. */
  sourceName: sql<string | null>`(select name from sources where sources.id = ${photos.sourceId})`.as('source_name'),
}

/** The heavy columns, for the photo's own reply and for edits. */
export const heavyColumns = { exif, fileFields, ownFields }

/** What a presentation reads of the owner (`PhotoOwner`). */
export const ownerColumns = {
  username: users.username,
  name: users.name,
  showLocation: users.showLocation,
  allowOriginals: users.allowOriginals,
}
