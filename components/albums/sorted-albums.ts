import type { Album } from '@/lib/albums/contract'
import { foldText } from '@/lib/media/fold-text'

/** Orders of the list of albums. */
export const ALBUM_ORDERS = { newest: 'Newest first', changed: 'Last changed', name: 'By name', count: 'Most photos' }
export type AlbumOrder = keyof typeof ALBUM_ORDERS

type Sortable = Pick<Album, 'id' | 'title' | 'count' | 'createdAt' | 'updatedAt'>

const COMPARE: Record<AlbumOrder, (one: Sortable, other: Sortable) => number> = {
  newest: (one, other) => other.createdAt.localeCompare(one.createdAt),
  changed: (one, other) => other.updatedAt.localeCompare(one.updatedAt),
  name: (one, other) => one.title.localeCompare(other.title, 'en', { numeric: true }),
  // Where counting took too long there are many.
  count: (one, other) => (other.count ?? Number.MAX_SAFE_INTEGER) - (one.count ?? Number.MAX_SAFE_INTEGER),
}

/** Albums in an order, alike ones newest first; only those whose title holds every typed word. */
export function sortedAlbums<T extends Sortable>(albums: readonly T[], order: AlbumOrder, typed: string): T[] {
  const words = foldText(typed).split(' ').filter(Boolean)
  return albums
    .filter(({ title }) => words.every((word) => foldText(title).includes(word)))
    .sort((one, other) => COMPARE[order](one, other) || COMPARE.newest(one, other) || other.id.localeCompare(one.id))
}
