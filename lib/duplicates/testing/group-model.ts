import { componentsOf, type Edge } from '../components'
import { kindOf } from '../kind-of'

/** A photo that a test has made. */
export interface Known {
  id: string
  owner: number
  at: number
  sha256: string
  trashed: boolean
  failed: boolean
}

/** Pictures stand in a row, 6 bits from one to the next: to the next re-saved, to the one after it edited, further apart nothing. */
const distanceOf = (one: number, other: number) => Math.abs(one - other) * 6

/** A content of a picture. */
export const shaOf = (at: number, bytes: number) => `${at}x${bytes}`.padStart(64, '0').replace('x', 'a')

/**
 * The groups of an owner by all pairs there are.
 * @param apart owner and two contents that are said to be no duplicates
 */
export function modelOf(known: Known[], apart: Set<string>, owner: number) {
  const live = known.filter((photo) => photo.owner === owner && !photo.trashed && !photo.failed)
  const edges: Edge[] = []
  for (const a of live) {
    for (const b of live) {
      const distance = a.sha256 === b.sha256 ? 0 : distanceOf(a.at, b.at)
      const [one, two] = [a.sha256, b.sha256].sort()
      if (a.id >= b.id || distance > 16 || apart.has(`${owner} ${one} ${two}`)) continue
      const facts = {
        mediaType: 'image/jpeg',
        filename: '',
        sourceId: null,
        sourceKey: null,
        takenLocal: null,
        camera: null,
      }
      edges.push({
        a: a.id,
        b: b.id,
        kind: kindOf({ ...facts, sha256: a.sha256 }, { ...facts, sha256: b.sha256 }, distance),
      })
    }
  }
  return componentsOf(edges)
    .map(({ id, kind, photoIds }) => ({ id, kind, photos: photoIds, size: photoIds.length }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}
