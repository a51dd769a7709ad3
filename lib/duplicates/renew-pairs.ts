import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { nearPhotos } from '../similar/near-photos'
import { chooseTies, type Neighbour, type Tie, tieOf } from './choose-ties'
import { kindOf, MOST_PAIR_DISTANCE, type PairFacts } from './kind-of'
import { readStanding } from './read-standing'

/** Of very many pictures that look alike each is tied to so many of the nearest ones, and to others only as far as groups need it. */
export const MOST_NEIGHBOURS = 50

/** A photo and those near it, the nearest first. */
type Near = { photo: string; near: string[]; distances: number[] }

/**
 * Finds the pairs of photos anew, among all photos of their owner. A pair that is one still stays.
 * @param tx a transaction that holds the owner's lock
 * @param most pairs of a photo that are kept whatever else there is
 * @returns the photos at the other ends, of the pairs that were and of those that are
 */
export async function renewPairs(tx: Database, ownerId: string, ids: string[], most: number): Promise<string[]> {
  if (ids.length === 0) return []
  const before = await pairsBeside(tx, ids)
  const lists = await neighboursOf(tx, ownerId, ids)
  const crowded = [...lists].filter(([, list]) => list.length > most)
  const met = new Set(crowded.flatMap(([id, list]) => [id, ...list.map((other) => other.id)]))
  const chosen = chooseTies(lists, most, await readStanding(tx, ownerId, [...met]))
  const ties = new Map(chosen.map((tie) => [nameOf(tie), tie]))
  const gone = new Map(before.map((pair) => [nameOf(pair), pair]))
  for (const tie of [...lists].flatMap(([id, list]) => list.map((other) => tieOf(id, other)))) {
    if (gone.delete(nameOf(tie))) ties.set(nameOf(tie), tie)
  }
  await deletePairs(tx, [...gone.values()])
  await insertPairs(tx, ownerId, [...ties.values()])
  return [...before, ...ties.values()].flatMap(({ a, b }) => [a, b])
}

const nameOf = ({ a, b }: { a: string; b: string }) => `${a} ${b}`

async function pairsBeside(tx: Database, ids: string[]): Promise<{ a: string; b: string }[]> {
  const these = sql`${sql.param(ids)}::uuid[]`
  const { rows } = await tx.execute<{ a: string; b: string }>(sql`
    select a, b from duplicate_pairs where a = any(${these}) union select a, b from duplicate_pairs where b = any(${these})`)
  return rows
}

async function neighboursOf(tx: Database, ownerId: string, ids: string[]): Promise<Map<string, Neighbour[]>> {
  const found = await nearOnes(tx, ownerId, ids)
  if (found.length === 0) return new Map()
  const facts = await factsOf(tx, [...new Set(found.flatMap(({ photo, near }) => [photo, ...near]))])
  const kindBetween = (one: string, other: string, distance: number) => {
    const [a, b] = [facts.get(one), facts.get(other)]
    return a && b ? kindOf(a, b, distance) : undefined
  }
  const listOf = ({ photo, near, distances }: Near) =>
    near.flatMap((id, place) => {
      const distance = distances[place] ?? 0
      const kind = kindBetween(photo, id, distance)
      return kind ? [{ id, distance, kind }] : []
    })
  return new Map(found.map((one) => [one.photo, listOf(one)]))
}

/** Both the same bytes and what looks alike; what the search finds of others is left out. */
async function nearOnes(tx: Database, ownerId: string, ids: string[]): Promise<Near[]> {
  const print = { hash: sql`photo.hash`, detail: sql`photo.detail` }
  const { rows } = await tx.execute<Near>(sql`
    select photo.id as photo, near.ids as near, near.distances
    from photos photo cross join lateral (
      select array_agg(id::text order by distance, id) as ids, array_agg(distance order by distance, id) as distances
      from (
        select each.id, min(each.distance)::integer as distance from (
          select found.photo_id as id, found.distance
          from (${nearPhotos(print, MOST_PAIR_DISTANCE)}) found, lateral (
            select from photos other where other.id = found.photo_id and other.owner_id = photo.owner_id and other.status = 'ready' offset 0
          ) own
          union all
          select other.id, 0 from photos other
          where other.owner_id = photo.owner_id and other.sha256 = photo.sha256 and other.status = 'ready'
        ) each
        where each.id <> photo.id group by each.id
      ) found
    ) near
    where photo.id = any(${sql.param(ids)}::uuid[]) and photo.owner_id = ${ownerId}::uuid and photo.status = 'ready' and near.ids is not null`)
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

async function deletePairs(tx: Database, pairs: { a: string; b: string }[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.execute(sql`
    delete from duplicate_pairs using jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as gone (a uuid, b uuid)
    where duplicate_pairs.a = gone.a and duplicate_pairs.b = gone.b`)
}

async function insertPairs(tx: Database, ownerId: string, pairs: Tie[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.execute(sql`
    insert into duplicate_pairs (owner_id, a, b, distance, kind)
    select ${ownerId}::uuid, a, b, distance, kind
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair (a uuid, b uuid, distance smallint, kind text)
    on conflict (a, b) do update set distance = excluded.distance, kind = excluded.kind
    where (duplicate_pairs.distance, duplicate_pairs.kind) <> (excluded.distance, excluded.kind)`)
}
