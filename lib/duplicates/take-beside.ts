import { type SQL, sql } from 'drizzle-orm'
import { LOCK_CLASS } from '../edits/lock-groups'
import { detailDistance } from '../similar/distances'
import { BURST_MS, MOST_PAIR_DISTANCE } from './kind-of'

/** A photo and those that look alike or have the same bytes, and shots around its time, the nearest by their pictures first. */
export interface Near {
  photo: string
  near: string[]
  distances: number[]
  /** Whether it looks alike or has the same bytes; else it is a shot of its camera about that time. */
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

/** Changes that waited. */
interface Taken {
  /** How many rows of work they were. */
  rows: number
  /** The photos that changed in any way. */
  ids: string[]
  beside: Beside
}

type Row = {
  what: 'taken' | 'changed' | 'pair' | 'group' | 'near'
  photo: string
  others: string[] | null
  distances: number[] | null
  alike: boolean[] | null
}

/** A row of what there is beside the changes that were taken. */
export type BesideRow = Row & Record<string, unknown>

/**
 * The statement that takes changes of an owner that wait, with the owner's lock, and looks what there is beside those photos (db/functions/duplicates.sql).
 * @param how how many, how many where it had to wait for the lock, and whether the end of the transaction waits for the disk
 */
export function takeBeside(
  ownerId: string,
  { most, mostWaited, lightly }: { most: number; mostWaited: number; lightly: boolean },
): SQL {
  return sql`
    select what, photo, others, distances, alike from public.take_beside_duplicates(${ownerId}::uuid, ${LOCK_CLASS}::integer, ${most}::integer,
      ${mostWaited}::integer, ${lightly}::boolean, ${MOST_PAIR_DISTANCE}::integer, ${detailDistance(MOST_PAIR_DISTANCE)}::integer, ${BURST_MS}::integer)`
}

/** What `takeBeside` has taken. @returns null where nothing waited */
export function takenOf(rows: BesideRow[]): Taken | null {
  const taken = rows.find(({ what }) => what === 'taken')
  if (!taken) return null
  const changed = rows.find(({ what }) => what === 'changed')?.others ?? []
  return { rows: taken.distances?.[0] ?? 0, ids: taken.others ?? [], beside: besideOf(rows, new Set(changed)) }
}

function besideOf(rows: Row[], searched: Set<string>): Beside {
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
    nothing: !rows.some(({ what }) => what !== 'taken' && what !== 'changed'),
  }
}

const ordered = (one: string, other: string) => (one < other ? { a: one, b: other } : { a: other, b: one })
