import type { Photo } from '@/lib/photos/contract'
import { sortInstant } from './sort-instant'

/** Whether a comes before b in a list of the newest first. */
function isBefore(a: Photo, b: Photo): boolean {
  const [left, right] = [sortInstant(a), sortInstant(b)]
  return left === right ? a.id > b.id : left > right
}

/** Whether a list shows a photo, as far as the browser can tell; null for filters only the server can judge. */
export function belongs(photo: Photo, query: string): boolean | null {
  if (/^(albums|s)\//.test(query)) return photo.deletedAt ? false : null
  const search = new URLSearchParams(query)
  if ((search.get('trash') === 'true') !== Boolean(photo.deletedAt)) return false
  for (const [key, value] of search) {
    if (key === 'trash') continue
    if (key === 'owner') {
      if (!(value === 'me' ? photo.permissions.edit : photo.owner.username === value)) return false
    } else if (key === 'visibility') {
      if (photo.visibility !== value) return false
    } else if (key === 'archived') {
      if (String(photo.archived) !== value) return false
    } else if (key === 'status') {
      if (photo.status !== value) return false
    } else if (key === 'hasDate') {
      if (String(photo.takenAt !== null) !== value) return false
    } else if (key === 'source') {
      if (photo.source?.id !== value) return false
    } else if (key === 'folder') {
      if (!photo.source?.key.startsWith(value)) return false
    } else return null
  }
  if (photo.archived && !['archived', 'source', 'folder'].some((key) => search.has(key))) return false
  return search.get('visibility') !== 'public' || photo.status === 'ready'
}

/**
 * A list with a new or changed photo at its position, newest first.
 * @param query the list's filter as URL parameters
 * @param complete whether the list is loaded to its end
 * @returns null when only the server can tell whether it belongs there
 */
export function withPhoto(
  photos: readonly Photo[],
  photo: Photo,
  query: string,
  complete: boolean,
): readonly Photo[] | null {
  const known = photos.findIndex(({ id }) => id === photo.id)
  const fits = belongs(photo, query)
  if (fits === null) return known < 0 ? null : photos.with(known, photo)
  const others = known < 0 ? photos : photos.toSpliced(known, 1)
  if (!fits) return others
  const at = others.findIndex((other) => isBefore(photo, other))
  if (at >= 0) return others.toSpliced(at, 0, photo)
  return complete ? [...others, photo] : others
}
