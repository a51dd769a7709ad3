import { MOST_PAGE_PHOTOS, MOST_PHOTOS } from './contract'

/** The first of some groups, as many as a page may hold; at least one. */
export function fitting<T extends { size: number }>(groups: T[]): T[] {
  let photos = 0
  return groups.filter(({ size }, at) => {
    photos += Math.min(size, MOST_PHOTOS)
    return at === 0 || photos <= MOST_PAGE_PHOTOS
  })
}
