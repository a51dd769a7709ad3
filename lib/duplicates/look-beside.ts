import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { detailDistance } from '../similar/distances'
import { BURST_MS, MOST_PAIR_DISTANCE } from './kind-of'

/** A photo and those that look alike or have the same bytes, and shots around its time, the nearest by their pictures first. */
export interface Near {
  photo: string
  near: string[]
  distances: number[]
  /** Whether it looks alike or has the same bytes; else it is a shot of its camera and size about that time. */
  alike: boolean[]
}

/** What there is beside some photos of an owner. */
export interface Beside {
  /** Of photos that must be looked for again. */
  near: Near[]
  /** The pairs that there are of those. */
  pairs: { a: string; b: string }[]
  /** Whether nothing is near any of them, nor was: none has a pair or stands in a group. */
  nothing: boolean
}

type Row = {
  what: 'pair' | 'group' | 'near'
  photo: string
  others: string[] | null
  distances: number[] | null
  alike: boolean[] | null
}

/**
 * Looks what there is beside photos, in one statement (db/functions/duplicates.sql).
 * @param tx a transaction that holds the owner's lock
 * @param ids those that changed in any way
 * @param changed those among them that must be looked for again
 */
export async function lookBeside(tx: Database, ownerId: string, ids: string[], changed: string[]): Promise<Beside> {
  const { rows } = await tx.execute<Row & Record<string, unknown>>(sql`
    select what, photo, others, distances, alike from public.beside_duplicates(${ownerId}::uuid, ${sql.param(ids)}::uuid[],
      ${sql.param(changed)}::uuid[], ${MOST_PAIR_DISTANCE}::integer, ${detailDistance(MOST_PAIR_DISTANCE)}::integer, ${BURST_MS}::integer)
    where others <> '{}'`)
  const searched = new Set(changed)
  const pairs = rows
    .filter(({ what, photo }) => what === 'pair' && searched.has(photo))
    .flatMap(({ photo, others }) => (others ?? []).map((other) => ordered(photo, other)))
  const near = rows
    .filter(({ what }) => what === 'near')
    .map(({ photo, others, distances, alike }) => ({
      photo,
      near: others ?? [],
      distances: distances ?? [],
      alike: alike ?? [],
    }))
  return {
    near,
    pairs: [...new Map(pairs.map((pair) => [`${pair.a} ${pair.b}`, pair])).values()],
    nothing: rows.length === 0,
  }
}

const ordered = (one: string, other: string) => (one < other ? { a: one, b: other } : { a: other, b: one })
