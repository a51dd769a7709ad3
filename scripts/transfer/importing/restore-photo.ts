import { FILE_FIELDS, type FileField, type UpdatePhoto } from '@/lib/photos/edit-contract'
import type { LibraryPhoto } from '../library-file'
import { isSame } from '../notes/details'
import type { RemotePhoto } from '../remote'

/**
 * What has to be changed of a photo so that it is what an export says. What a person has set in this library since then stays.
 * @returns null where nothing is to be changed
 */
export function restorePatch(photo: RemotePhoto, record: LibraryPhoto): UpdatePhoto | null {
  const patch: Record<string, unknown> = {}
  for (const field of FILE_FIELDS) {
    if (!photo.edited?.includes(field) && isWanted(photo, record, field)) patch[field] = record[field]
  }
  if (record.favourite && !photo.favourite) patch.favourite = true
  if (record.archived && !photo.archived) patch.archived = true
  return Object.keys(patch).length === 0 ? null : (patch as UpdatePhoto)
}

function isWanted(photo: RemotePhoto, record: LibraryPhoto, field: FileField): boolean {
  if (record.edited.includes(field)) return true
  // A guess is no date, and names follow from the coordinates a moment later.
  if (field === 'takenAt') return !record.takenAtGuessed && !isSame(photo.takenAt, record.takenAt)
  if (field === 'place') return record.location === null && record.place !== null && !isSame(photo.place, record.place)
  return !isSame(photo[field], record[field])
}
