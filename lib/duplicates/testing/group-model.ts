import type { FileFields } from '@/db/schema/file-fields'
import { NO_FIELDS } from '../../photos/file-columns'
import { componentsOf, type Edge } from '../components'
import { kindOf, MOST_PAIR_DISTANCE, type PairFacts } from '../kind-of'

/** A photo that a test has made. */
export interface Known {
  id: string
  owner: number
  at: number
  sha256: string
  /** Seconds after noon at which its camera took it; null where its file does not say. */
  second: number | null
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
      if (a.id >= b.id || apart.has(`${owner} ${one} ${two}`)) continue
      const kind = kindOf(factsOf(a), factsOf(b), distance, distance <= MOST_PAIR_DISTANCE)
      if (kind) edges.push({ a: a.id, b: b.id, kind })
    }
  }
  return componentsOf(edges)
    .map(({ id, kind, photoIds }) => ({ id, kind, photos: photoIds, size: photoIds.length }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function factsOf({ sha256, second }: Known): PairFacts {
  return {
    sha256,
    mediaType: 'image/jpeg',
    filename: '',
    sourceId: null,
    sourceKey: null,
    takenLocal: fieldsAt(second).takenLocal,
    camera: second === null ? null : 'Canon EOS R5',
    width: 4000,
    height: 3000,
  }
}

/** What the file of a shot says. */
export function fieldsAt(second: number | null): FileFields {
  if (second === null) return NO_FIELDS
  const takenLocal = `2024-05-01T12:00:${String(second).padStart(2, '0')}.000`
  return { ...NO_FIELDS, takenLocal, camera: { ...NO_FIELDS.camera, make: 'Canon', model: 'EOS R5' } }
}
