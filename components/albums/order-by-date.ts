import type { Photo } from '@/lib/photos/contract'
import { fetchAlbumPhotos, reorderAlbum } from './album-calls'

/** The most photos that are put in order at once. */
export const MOST_ORDERED = 10_000

/** Ids in the order of the time: oldest first or newest first, what has no date at the end, alike ones as they stood. */
export function idsByDate(photos: readonly Pick<Photo, 'id' | 'takenAt'>[], first: 'oldest' | 'newest'): string[] {
  const dated = photos.filter(({ takenAt }) => takenAt !== null)
  const undated = photos.filter(({ takenAt }) => takenAt === null)
  const sign = first === 'oldest' ? 1 : -1
  const day = ({ takenAt }: Pick<Photo, 'takenAt'>) => takenAt?.slice(0, 19) ?? ''
  return [...dated.toSorted((one, other) => sign * day(one).localeCompare(day(other))), ...undated].map(({ id }) => id)
}

/**
 * Puts all photos of an album in the order of the time they were taken.
 * @returns the ids as they stood before, to take it back; null where there are more than can be ordered at once
 * @throws ApiError
 */
export async function orderByDate(albumId: string, first: 'oldest' | 'newest'): Promise<string[] | null> {
  const photos: Photo[] = []
  let cursor: string | null = null
  do {
    const page = await fetchAlbumPhotos(albumId, cursor)
    photos.push(...page.items)
    if (photos.length > MOST_ORDERED) return null
    cursor = page.next
  } while (cursor !== null)
  if (photos.length > 0) await reorderAlbum(albumId, { ids: idsByDate(photos, first), before: null })
  return photos.map(({ id }) => id)
}
