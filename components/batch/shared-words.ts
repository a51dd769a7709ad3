import type { Photo } from '@/lib/photos/contract'

/** Words of a photo that many can have alike. */
export type Words = 'title' | 'description'

/** What all photos say alike; empty where they differ. */
export function sharedWords(photos: readonly Pick<Photo, Words>[], field: Words): string {
  const [first] = photos
  return first && photos.every((photo) => photo[field] === first[field]) ? first[field] : ''
}
