import { DUPLICATE_KINDS } from '@/db/schema/duplicates'
import { join } from './components'
import { type DuplicateKind, type GroupSort, sortOf } from './kind-of'

export interface Neighbour {
  id: string
  distance: number
  kind: DuplicateKind
}

/** A pair that is kept. */
export interface Tie {
  /** The lesser id. */
  a: string
  b: string
  distance: number
  kind: DuplicateKind
}

/** How photos stand now. */
export interface Standing {
  /** Finished and outside the trash. */
  isLive(id: string): boolean
  /** The group of a sort that a photo is in. */
  groupOf(sort: GroupSort, id: string): string | undefined
  /** Their owner said that they are no duplicates. */
  isApart(one: string, other: string): boolean
}

/**
 * Which pairs to keep of photos that were looked for, so that groups come out as if all were kept: of each its nearest, and of the others
 * those without which it would not hang together with all that it is near, or would hide a looser kind.
 * @param lists all neighbours of each photo, the nearest first
 */
export function chooseTies(lists: Map<string, Neighbour[]>, most: number, standing: Standing): Tie[] {
  const heads = new Map<string, string>()
  // What groups of these say may be past: they were looked for because they changed.
  const nodeOf = (sort: GroupSort, id: string) =>
    `${sort} ${(lists.has(id) ? undefined : standing.groupOf(sort, id)) ?? id}`
  const counts = (id: string, other: Neighbour) =>
    standing.isLive(id) && standing.isLive(other.id) && !standing.isApart(id, other.id)
  const joinWith = (id: string, { id: other, kind }: Neighbour) =>
    join(heads, nodeOf(sortOf(kind), id), nodeOf(sortOf(kind), other))
  const crowded = [...lists].filter(([, list]) => list.length > most)
  for (const [id, list] of crowded) {
    for (const other of list.slice(0, most)) if (counts(id, other)) joinWith(id, other)
  }
  const ties = [...lists].flatMap(([id, list]) => list.slice(0, most).map((other) => tieOf(id, other)))
  for (const [id, list] of crowded) {
    const loosest = new Map<GroupSort, number>()
    for (const [place, other] of list.entries()) {
      if (!counts(id, other)) continue
      const rank = DUPLICATE_KINDS.indexOf(other.kind)
      const isLooser = rank > (loosest.get(sortOf(other.kind)) ?? -1)
      if (isLooser) loosest.set(sortOf(other.kind), rank)
      if (place < most) continue
      if (joinWith(id, other) || isLooser) ties.push(tieOf(id, other))
    }
  }
  return ties
}

export function tieOf(id: string, { id: other, distance, kind }: Neighbour): Tie {
  return id < other ? { a: id, b: other, distance, kind } : { a: other, b: id, distance, kind }
}
