import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { noteApart, type UndoNote } from '../edits/undo-note'
import { detailDistance } from '../similar/distances'
import { BURST_MS, MOST_PAIR_DISTANCE } from './kind-of'

/** Of a group of more the first ones: else a decision on a crowd would write millions of rows. */
const MOST_OTHERS = 1000
const AROUND = `${BURST_MS} milliseconds`

/**
 * Remembers that some photos of a group belong to no others in it: by their contents, for each pair that there is or could be. They are compared
 * here: of a crowd not all pairs are kept, and shots in a row are pairs however unlike.
 * @param among those of the group that are meant; all when left out
 * @returns how many of the kept ones are apart from something now
 */
export async function decideApart(
  tx: Database,
  note: UndoNote,
  groupId: string,
  kept: Set<string>,
  among?: string[],
): Promise<number> {
  if (among && among.length < 2) return 0
  const meant = among ? sql`photo_id = any(${sql.param(among)}::uuid[])` : sql`true`
  const apart = sql`${sql.param([...kept])}::uuid[]`
  const { rows } = await tx.execute<{ id: string; other: string; one: string; two: string; isNew: boolean }>(sql`
    with pair as (
      select kept.id, other.id as other,
        least(kept.sha256 collate "C", other.sha256 collate "C") as one, greatest(kept.sha256 collate "C", other.sha256 collate "C") as two
      from (
          select id, sha256, hash, detail, public.shot_time(photo)::timestamp as taken, photo from photos photo where id = any(${apart}) offset 0
        ) kept,
        (
          select photo.* from (select photo_id from duplicate_members where group_id = ${groupId}::uuid and ${meant} order by photo_id limit ${MOST_OTHERS}) member,
            lateral (
              select id, sha256, hash, detail, public.shot_time(one)::timestamp as taken, one as photo from photos one where id = member.photo_id offset 0
            ) photo
        ) other
      where kept.id <> other.id and not (other.id = any(${apart}) and other.id < kept.id) and (other.sha256 = kept.sha256
        or bit_count(other.hash # kept.hash) <= ${MOST_PAIR_DISTANCE}
          and bit_count(other.detail # kept.detail) <= ${detailDistance(MOST_PAIR_DISTANCE)}
        or other.taken between kept.taken - ${AROUND}::interval and kept.taken + ${AROUND}::interval
          and public.is_shot_like(other.photo, kept.photo)
        or exists (select from duplicate_pairs known where known.a = least(kept.id, other.id) and known.b = greatest(kept.id, other.id)))
    ), decided as (
      insert into not_duplicates (owner_id, a, b) select distinct ${note.userId}::uuid, one, two from pair
      on conflict do nothing returning a, b
    )
    select pair.id, pair.other, pair.one, pair.two, decided.a is not null as "isNew"
    from pair left join decided on decided.a = pair.one and decided.b = pair.two`)
  const made = rows.filter(({ isNew }) => isNew)
  await noteApart(
    tx,
    note,
    made.map(({ id, other, one, two }) => ({ id, other, contents: [one, two] })),
  )
  return new Set(made.flatMap(({ id, other }) => [id, other]).filter((id) => kept.has(id))).size
}
