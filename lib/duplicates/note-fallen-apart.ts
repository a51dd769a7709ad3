import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { DUPLICATE_KINDS } from '@/db/schema/duplicates'
import type { Component } from './components'
import type { DuplicateKind, GroupSort } from './kind-of'

/** A group as it was before it was made anew. */
export interface FormerGroup {
  sort: GroupSort
  kind: DuplicateKind
  photoIds: Set<string>
}

/**
 * Not all pairs of a crowd are kept (`chooseTies`). Where a group has fallen into pieces, or its loosest pair has gone, those that are left
 * may have others that were not needed before: they are looked for again. All pieces but the largest will do: what is between two of them is seen from either.
 * @returns whether there are any
 */
export async function noteFallenApart(
  tx: Database,
  ownerId: string,
  former: FormerGroup[],
  made: Component[],
): Promise<boolean> {
  const pieceOf = new Map(made.flatMap((piece) => piece.photoIds.map((id) => [`${piece.sort} ${id}`, piece])))
  const isAlone = (id: string, { sort }: FormerGroup) => !pieceOf.has(`${sort} ${id}`)
  const alone = former.flatMap((group) => [...group.photoIds].filter((id) => isAlone(id, group)))
  const live = await liveOf(tx, alone)
  const again = new Set<string>()
  for (const group of former) {
    const pieces = new Set([...group.photoIds].flatMap((id) => pieceOf.get(`${group.sort} ${id}`) ?? []))
    const left = [...group.photoIds].filter((id) => live.has(id) && isAlone(id, group))
    for (const id of looseEnds(group, [...pieces], left)) again.add(id)
  }
  if (again.size === 0) return false
  await tx.execute(sql`
    insert into duplicate_work (owner_id, photo_id, search)
    select ${ownerId}::uuid, id, true from unnest(${sql.param([...again])}::uuid[]) id`)
  return true
}

function looseEnds(group: FormerGroup, pieces: Component[], alone: string[]): string[] {
  const largest = Math.max(0, ...pieces.map(({ photoIds }) => photoIds.length))
  const most = pieces.find(({ photoIds }) => photoIds.length === largest)
  const again = pieces.filter((piece) => piece !== most || isTighter(piece.kind, group.kind))
  const single = pieces.length > 0 || alone.length > 1 ? alone : []
  return [...again.flatMap(({ photoIds }) => photoIds), ...single]
}

function isTighter(one: DuplicateKind, other: DuplicateKind): boolean {
  return DUPLICATE_KINDS.indexOf(one) < DUPLICATE_KINDS.indexOf(other)
}

async function liveOf(tx: Database, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from photos where id = any(${sql.param(ids)}::uuid[]) and status = 'ready' and deleted_at is null`)
  return new Set(rows.map(({ id }) => id))
}
