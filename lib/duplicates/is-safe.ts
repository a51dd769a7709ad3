import type { Photo } from '../photos/contract'
import type { DuplicateGroup } from './contract'

/**
 * Whether nobody has to look at a group: what goes is the same content, or the same picture with fewer pixels, and all that is known of it is
 * known of the one that is kept. What would change who sees something, or hides where the copies disagree, is left to a person.
 */
export function isSafe({ size, photos, pairs, proposal, kind }: DuplicateGroup): boolean {
  const kept = photos.find(({ id }) => id === proposal.keep)
  if (!kept || size !== photos.length || kept.missingAt || kept.damaged || kept.renditions === null) return false
  const others = photos.filter((photo) => photo !== kept)
  // What lies in a source can go with it: an upload is then the only copy that stays.
  if (kept.source && others.some(({ source }) => !source)) return false
  const isNear = (other: Photo) =>
    pairs.some(
      ({ a, b, kind }) =>
        (kind === 'same_bytes' || kind === 'resaved') && [a, b].includes(kept.id) && [a, b].includes(other.id),
    )
  return others.every((other) => {
    if (other.visibility !== kept.visibility || !losesNothing(kept, other)) return false
    if (sameBytes(kept, other)) return true
    return kind === 'resaved' && isNear(other) && pixelsOf(other) < pixelsOf(kept)
  })
}

function sameBytes(one: Photo, other: Photo): boolean {
  return one.sha256 !== null && one.sha256 !== undefined && one.sha256 === other.sha256
}

/** No guess: what the file says, or a person. Offsets may be lost on the way, the clock's time is not. */
function losesNothing(kept: Photo, other: Photo): boolean {
  return KNOWN.every((known) => {
    const value = known(other)
    return value === null || value === known(kept)
  })
}

const KNOWN: ((photo: Photo) => string | null)[] = [
  ({ takenAt, takenAtGuessed }) => (takenAt === null || takenAtGuessed ? null : takenAt.slice(0, 19)),
  ({ camera }) => (camera ? JSON.stringify([camera.make, camera.model]) : null),
  ({ location }) => (location ? `${location.latitude} ${location.longitude}` : null),
  ({ place }) => (place ? JSON.stringify([place.town, place.region, place.country]) : null),
]

function pixelsOf({ width, height }: Photo): number {
  return (width ?? 0) * (height ?? 0)
}
