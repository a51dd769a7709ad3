import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { nearPhotos } from '../similar/near-photos'
import { type DuplicateKind, kindOf, MOST_PAIR_DISTANCE, type PairFacts } from './kind-of'

/** Of very many pictures that look alike each is tied to the nearest ones; they hang together all the same. */
const MOST_NEIGHBOURS = 50

type NearPair = {
  photo: string
  near: string
  distance: number
}

/**
 * Finds the pairs of photos anew, among all photos of their owner.
 * @param tx a transaction that holds the owner's lock
 * @returns the photos at the other ends, of the pairs that were and of those that are
 */
export async function renewPairs(tx: Database, ownerId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const these = sql`${sql.param(ids)}::uuid[]`
  const { rows: gone } = await tx.execute<{ a: string; b: string }>(
    sql`delete from duplicate_pairs where a = any(${these}) or b = any(${these}) returning a, b`,
  )
  const near = await nearOnes(tx, ownerId, ids)
  const facts = await factsOf(tx, [...new Set(near.flatMap((pair) => [pair.photo, pair.near]))])
  const made = near.flatMap((pair) => {
    const [a, b] = [pair.photo, pair.near].sort() as [string, string]
    const [one, other] = [facts.get(a), facts.get(b)]
    return one && other ? [{ a, b, distance: pair.distance, kind: kindOf(one, other, pair.distance) }] : []
  })
  await insertPairs(tx, ownerId, made)
  return [...gone, ...made].flatMap(({ a, b }) => [a, b])
}

/** Both the same bytes and what looks alike; what the search finds of others is left out. */
async function nearOnes(tx: Database, ownerId: string, ids: string[]): Promise<NearPair[]> {
  const print = { hash: sql`photo.hash`, detail: sql`photo.detail` }
  const { rows } = await tx.execute<NearPair>(sql`
    select photo.id as photo, near.id as near, near.distance
    from photos photo cross join lateral (
      select each.id, min(each.distance)::integer as distance from (
        select found.photo_id as id, found.distance
        from (${nearPhotos(print, MOST_PAIR_DISTANCE)}) found, lateral (
          select from photos other where other.id = found.photo_id and other.owner_id = photo.owner_id and other.status = 'ready' offset 0
        ) own
        union all
        select other.id, 0 from photos other
        where other.owner_id = photo.owner_id and other.sha256 = photo.sha256 and other.status = 'ready'
      ) each
      where each.id <> photo.id group by each.id order by 2, each.id limit ${MOST_NEIGHBOURS}
    ) near
    where photo.id = any(${sql.param(ids)}::uuid[]) and photo.owner_id = ${ownerId}::uuid and photo.status = 'ready'`)
  return rows
}

async function factsOf(tx: Database, ids: string[]): Promise<Map<string, PairFacts>> {
  const { rows } = await tx.execute<PairFacts & { id: string }>(sql`
    select id, sha256, media_type as "mediaType", filename, source_id as "sourceId", source_key as "sourceKey",
      case when fields is null then taken_local::text else fields ->> 'takenLocal' end as "takenLocal",
      case when fields is null then nullif(concat_ws(' ', camera_make, camera_model), '')
        else nullif(concat_ws(' ', fields #>> '{camera,make}', fields #>> '{camera,model}'), '') end as camera
    from photos cross join lateral (select coalesce(own_fields, file_fields) as fields) of_file
    where id = any(${sql.param(ids)}::uuid[])`)
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

async function insertPairs(
  tx: Database,
  ownerId: string,
  pairs: { a: string; b: string; distance: number; kind: DuplicateKind }[],
): Promise<void> {
  if (pairs.length === 0) return
  await tx.execute(sql`
    insert into duplicate_pairs (owner_id, a, b, distance, kind)
    select distinct ${ownerId}::uuid, a, b, distance, kind
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair (a uuid, b uuid, distance smallint, kind text)
    on conflict (a, b) do update set distance = excluded.distance, kind = excluded.kind`)
}
