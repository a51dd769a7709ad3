import type { Photo } from '@/lib/photos/contract'

/** The instant lists are ordered by: taken by the clock there, else added; `2023-08-10T14:03:00.000`. */
export function sortInstant(photo: Photo): string {
  const text = photo.takenAt?.replace(/(Z|[+-]\d\d:\d\d)$/, '') ?? photo.addedAt.replace('Z', '')
  return text.includes('.') ? text.padEnd(23, '0') : `${text}.000`
}
