import { getTableColumns } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'

const { exif, fileFields, ...narrow } = getTableColumns(photos)

/** What a presentation of a photo reads. The heavy columns (raw tags, the file's own fields) stay where they are. */
export const photoColumns = narrow

/** The heavy columns, for the photo's own reply and for edits. */
export const heavyColumns = { exif, fileFields }

/** What a presentation reads of the owner (`PhotoOwner`). */
export const ownerColumns = {
  username: users.username,
  name: users.name,
  showLocation: users.showLocation,
  allowOriginals: users.allowOriginals,
}
