import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { chooseTies, type Neighbour, type Tie, tieOf } from './choose-ties'
import { kindOf, type PairFacts } from './kind-of'
import { readStanding } from './read-standing'
import type { Beside, Near } from './take-beside'

/** Of very many pictures that look alike each is tied to so many of the nearest ones, and to others only as far as groups need it. */
export const MOST_NEIGHBOURS = 50

/**
 * Makes the pairs of photos anew of what there is beside them. A pair that is one still stays.
 * @param tx a transaction that holds the owner's lock
 * @param most pairs of a photo that are kept whatever else there is
 * @returns the photos at the other ends, of the pairs that were and of those that are
 */
export async function renewPairs(
  tx: Database,
  ownerId: string,
  { pairs: before, near }: Beside,
  most: number,
): Promise<string[]> {
  const lists = await neighboursOf(tx, near)
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

async function neighboursOf(tx: Database, found: Near[]): Promise<Map<string, Neighbour[]>> {
  if (found.length === 0) return new Map()
  const facts = await factsOf(tx, [...new Set(found.flatMap(({ photo, near }) => [photo, ...near]))])
  const listOf = ({ photo, near, distances, alike }: Near) =>
    near.flatMap((id, place) => {
      const [a, b, distance] = [facts.get(photo), facts.get(id), distances[place] ?? 0]
      const kind = a && b && kindOf(a, b, distance, alike[place])
      return kind ? [{ id, distance, kind }] : []
    })
  return new Map(found.map((one) => [one.photo, listOf(one)]))
}

async function factsOf(tx: Database, ids: string[]): Promise<Map<string, PairFacts>> {
  const { rows } = await tx.execute<PairFacts & { id: string }>(sql`
    select id, sha256, media_type as "mediaType", filename, source_id as "sourceId", source_key as "sourceKey",
      taken_local as "takenLocal", camera, serial, width, height
    from public.pair_facts(${sql.param(ids)}::uuid[])`)
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
