import { parametersOf } from '@/lib/parameters-of'
import type { Select } from '@/lib/photos/batch-contract'
import type { Photo } from '@/lib/photos/contract'

/** What a batch is about: the ticked photos, or all of one's own that fit a filter, also those not loaded. */
export type BatchTarget =
  | { kind: 'photos'; photos: readonly Photo[] }
  | { kind: 'filter'; filter: Record<string, string | string[]>; count: number }

/** The filter of a gallery's list: its URL parameters, or the album whose order it has. */
export function filterOfQuery(query: string): Record<string, string | string[]> {
  const album = /^albums\/(.+)$/.exec(query)?.[1]
  if (album) return { album }
  return parametersOf(new URLSearchParams(query))
}

/** The `select` of a batch call. */
export function selectOf(target: BatchTarget): Select {
  return target.kind === 'photos' ? { ids: target.photos.map(({ id }) => id) } : { filter: target.filter }
}

/** Number of photos that a batch is about. */
export function sizeOf(target: BatchTarget): number {
  return target.kind === 'photos' ? target.photos.length : target.count
}
