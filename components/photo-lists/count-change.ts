import type { PhotoListState } from './list-shelf'

/** Whether all photos of a list are loaded, so that they are counted by themselves. */
export function isWhole({ next, previous }: PhotoListState): boolean {
  return next === null && !previous
}

/**
 * By how many photos a list has grown or shrunk beyond what was loaded of it.
 * @returns null where only the server knows: the list was asked for anew
 */
export function countChange(before: PhotoListState, now: PhotoListState): number | null {
  if (now.photos === before.photos || now.previous !== before.previous) return 0
  if (now.next === before.next) return now.photos.length - before.photos.length
  const last = before.photos.length - 1
  return last < 0 || now.photos[last]?.id === before.photos[last]?.id ? 0 : null
}
