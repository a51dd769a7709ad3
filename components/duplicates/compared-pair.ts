import type { DuplicateGroup } from '@/lib/duplicates/contract'
import type { Photo } from '@/lib/photos/contract'

/** What a photo is called beside the others of its group. */
export function nameIn(group: DuplicateGroup, photo: Photo): string {
  return `Photo ${group.photos.indexOf(photo) + 1}`
}

/** What is kept on the left, the first that is not on the right. */
export function pairOf({ photos }: DuplicateGroup, kept: ReadonlySet<string>): [string, string] {
  const left = photos.find(({ id }) => kept.has(id)) ?? photos[0]
  const right = photos.find(({ id }) => id !== left?.id && !kept.has(id)) ?? photos.find((photo) => photo !== left)
  return [left?.id ?? '', right?.id ?? '']
}

/** Those that are still in the group; what has gone is replaced. */
export function photosOf(group: DuplicateGroup, [a, b]: [string, string]): [Photo | undefined, Photo | undefined] {
  const one = group.photos.find(({ id }) => id === a) ?? group.photos.find(({ id }) => id !== b)
  const two = group.photos.find(({ id }) => id === b) ?? group.photos.find((photo) => photo !== one)
  return [one, two]
}

/** Where a key moves the border; null for keys that are none of its. */
export function movedBy(key: string, at: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - 2
    case 'ArrowRight':
    case 'ArrowUp':
      return at + 2
    case 'PageDown':
      return at - 10
    case 'PageUp':
      return at + 10
    case 'Home':
      return 0
    case 'End':
      return 100
    default:
      return null
  }
}
