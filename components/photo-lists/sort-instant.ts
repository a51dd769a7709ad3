import type { Photo } from '@/lib/photos/contract'
import { AT_UNDATED } from '@/lib/search/language/at-undated'

/** The instant lists are ordered by: taken by the clock there; `2023-08-10T14:03:00.000`. Empty without a date: before every other. */
export function sortInstant(photo: Pick<Photo, 'takenAt'>): string {
  if (photo.takenAt === null) return ''
  const text = photo.takenAt.replace(/(Z|[+-]\d\d:\d\d)$/, '')
  return text.includes('.') ? text.padEnd(23, '0') : `${text}.000`
}

/** The position of a photo in a list by date, as the list is asked for from there (`at`). */
export function positionInTime(photo: Pick<Photo, 'takenAt'>): string {
  return sortInstant(photo) || AT_UNDATED
}
