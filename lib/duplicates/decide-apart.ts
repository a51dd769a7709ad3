import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { noteApart, type UndoNote } from '../edits/undo-note'

/**
 * Remembers that some photos of a group are duplicates of no others in it: by their contents, for each pair that was found.
 * @returns how many of the kept ones are apart from something now
 */
export async function decideApart(
  tx: Database,
  note: UndoNote,
  members: { id: string }[],
  kept: Set<string>,
): Promise<number> {
  const ids = sql`${sql.param(members.map(({ id }) => id))}::uuid[]`
  const apart = sql`${sql.param([...kept])}::uuid[]`
  const { rows } = await tx.execute<{ id: string; other: string; one: string; two: string; isNew: boolean }>(sql`
    with pair as (
      select pair.a, pair.b, least(a.sha256 collate "C", b.sha256 collate "C") as one, greatest(a.sha256 collate "C", b.sha256 collate "C") as two
      from duplicate_pairs pair, lateral (select sha256 from photos where id = pair.a offset 0) a,
        lateral (select sha256 from photos where id = pair.b offset 0) b
      where pair.a = any(${ids}) and pair.b = any(${ids}) and (pair.a = any(${apart}) or pair.b = any(${apart}))
    ), decided as (
      insert into not_duplicates (owner_id, a, b) select distinct ${note.userId}::uuid, one, two from pair
      on conflict do nothing returning a, b
    )
    select pair.a as id, pair.b as other, pair.one, pair.two,
      exists (select from decided where decided.a = pair.one and decided.b = pair.two) as "isNew"
    from pair`)
  const made = rows.filter(({ isNew }) => isNew)
  await noteApart(
    tx,
    note,
    made.map(({ id, other, one, two }) => ({ id, other, contents: [one, two] })),
  )
  return new Set(made.flatMap(({ id, other }) => [id, other]).filter((id) => kept.has(id))).size
}
