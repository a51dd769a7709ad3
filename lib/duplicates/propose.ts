import type { Photo } from '../photos/contract'
import type { DIFFERENCES, DuplicateGroup } from './contract'

type Reason = DuplicateGroup['proposal']['reason']

/** In the order in which they count; more is better. */
const ORDER: [Reason, (photo: Photo) => number][] = [
  ['original_there', (photo) => Number(!photo.missingAt) + Number(!photo.damaged)],
  ['more_pixels', (photo) => (photo.width ?? 0) * (photo.height ?? 0)],
  ['more_metadata', metadataOf],
  // A source can be disconnected, and its owner can change its files.
  ['own_original', (photo) => Number(!photo.source)],
  ['older', (photo) => -Date.parse(photo.addedAt)],
  ['in_albums', (photo) => photo.albums?.length ?? 0],
  ['larger_file', (photo) => photo.bytes ?? 0],
]

/** The photo to keep and why: whichever is ahead of the others in the first thing in which one is. */
export function propose(photos: Photo[]): DuplicateGroup['proposal'] {
  let left = [...photos].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const [reason, worth] of ORDER) {
    const most = Math.max(...left.map(worth))
    left = left.filter((photo) => worth(photo) === most)
    if (left.length === 1) return { keep: left[0]?.id ?? '', reason }
  }
  return { keep: left[0]?.id ?? '', reason: 'first' }
}

/** What the camera wrote is lost in most copies. */
function metadataOf(photo: Photo): number {
  const dated = photo.takenAt !== null && !photo.takenAtGuessed
  return Number(dated) + Number(photo.camera !== null) + Number(photo.location !== null)
}

const VALUES: Record<(typeof DIFFERENCES)[number], (photo: Photo) => unknown> = {
  size: (photo) => photo.bytes,
  pixels: (photo) => [photo.width, photo.height],
  format: (photo) => photo.mediaType,
  date: (photo) => photo.takenAt,
  place: (photo) => [photo.location?.latitude, photo.location?.longitude, photo.place],
  camera: (photo) => [photo.camera?.make, photo.camera?.model],
  albums: (photo) => photo.albums?.map(({ id }) => id).sort(),
  source: (photo) => photo.source?.id,
}

/** In what photos differ. */
export function differencesOf(photos: Photo[]): (typeof DIFFERENCES)[number][] {
  const names = Object.keys(VALUES) as (typeof DIFFERENCES)[number][]
  return names.filter((name) => new Set(photos.map((photo) => JSON.stringify(VALUES[name](photo) ?? null))).size > 1)
}
