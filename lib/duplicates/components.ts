import { createHash } from 'node:crypto'
import { DUPLICATE_KINDS } from '@/db/schema/duplicates'
import { type DuplicateKind, type GroupSort, sortOf } from './kind-of'

/** Two photos, by their ids, that belong into one group. */
export interface Edge {
  a: string
  b: string
  kind: DuplicateKind
}

export interface Component {
  /** The same for the same sort and least photo, whenever it is made. */
  id: string
  sort: GroupSort
  /** The loosest among its pairs. */
  kind: DuplicateKind
  /** In order. */
  photoIds: string[]
}

/** What hangs together by edges, each sort on its own: the same whatever the order of the edges. */
export function componentsOf(edges: Edge[]): Component[] {
  return (['duplicate', 'burst', 'companion'] as const).flatMap((sort) =>
    ofSort(
      sort,
      edges.filter(({ kind }) => sortOf(kind) === sort),
    ),
  )
}

function ofSort(sort: GroupSort, edges: Edge[]): Component[] {
  const heads = new Map<string, string>()
  for (const { a, b } of edges) join(heads, a, b)
  const found = new Map<string, Component>()
  for (const photo of [...heads.keys()].sort()) {
    const head = headOf(heads, photo)
    const made = found.get(head) ?? { id: groupId(sort, photo), sort, kind: DUPLICATE_KINDS[0], photoIds: [] }
    made.photoIds.push(photo)
    found.set(head, made)
  }
  for (const { a, kind } of edges) {
    const component = found.get(headOf(heads, a))
    if (component) component.kind = looser(component.kind, kind)
  }
  return [...found.values()]
}

function headOf(heads: Map<string, string>, photo: string): string {
  let head = photo
  for (let next = heads.get(head); next !== undefined && next !== head; next = heads.get(head)) head = next
  heads.set(photo, head)
  return head
}

/** Says that two hang together. @returns whether that was not known */
export function join(heads: Map<string, string>, a: string, b: string): boolean {
  const [one, other] = [headOf(heads, a), headOf(heads, b)]
  if (one !== other) heads.set(one, other)
  return one !== other
}

function looser(one: DuplicateKind, other: DuplicateKind): DuplicateKind {
  return DUPLICATE_KINDS.indexOf(one) > DUPLICATE_KINDS.indexOf(other) ? one : other
}

/** A UUID of version 8 made of a digest. */
function groupId(sort: GroupSort, least: string): string {
  const digest = createHash('sha256').update(`${sort}\n${least}`).digest().subarray(0, 16)
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
