import { sql } from 'drizzle-orm'
import { beginWith } from '@/db/begin-with'
import type { Database } from '@/db/client'
import { enqueueGroups } from '../jobs/enqueue-groups'
import { regroup } from './regroup'
import { MOST_NEIGHBOURS, renewPairs } from './renew-pairs'
import { type Beside, type BesideRow, takeBeside, takenOf } from './take-beside'

/** Photos to a transaction: the owner's decisions wait for it. */
const BATCH = 100
/** The same where it had to wait itself: somebody is deciding, and more decisions will come. */
const SMALL_BATCH = 20
const LONGEST_MS = 20_000

/**
 * Brings the groups of one owner up to date with some of the changes that wait.
 * @param tx a transaction that holds nothing yet that others wait for: the owner's lock comes first
 * @param how `most`: how many of its nearest each photo is tied to at least; `lightly`: not waiting for the disk at the end of the transaction
 * @returns whether more may wait
 */
export async function keepSome(
  tx: Database,
  ownerId: string,
  how: { most?: number; lightly?: boolean } = {},
): Promise<boolean> {
  const { most = MOST_NEIGHBOURS, lightly = false } = how
  const { rows } = await tx.execute<BesideRow>(takeBeside(ownerId, { ...BATCHES, lightly }))
  return keepTaken(tx, ownerId, rows, most)
}

const BATCHES = { most: BATCH, mostWaited: SMALL_BATCH }

async function keepTaken(tx: Database, ownerId: string, rows: BesideRow[], most = MOST_NEIGHBOURS): Promise<boolean> {
  const taken = takenOf(rows)
  if (!taken) return false
  const noted = !taken.beside.nothing && (await renewGroups(tx, ownerId, taken.ids, taken.beside, most))
  return noted || taken.rows >= SMALL_BATCH
}

async function renewGroups(tx: Database, ownerId: string, ids: string[], beside: Beside, most: number) {
  const others = await renewPairs(tx, ownerId, beside, most)
  return regroup(tx, ownerId, [...new Set([...ids, ...others])])
}

/**
 * Makes the groups of photos anew that were decided on; what falls apart by it is looked after by the job, at once.
 * @param tx a transaction that holds the owner's lock
 */
export async function regroupNow(tx: Database, ownerId: string, ids: string[]): Promise<void> {
  if (await regroup(tx, ownerId, ids)) await enqueueGroups(tx, ownerId)
}

/** The most batches that somebody is kept waiting for. */
const AT_ONCE = 10

/** Brings the groups of one owner up to date at once, as far as that is quick; the rest waits for the job. */
export async function keepAll(db: Database, ownerId: string): Promise<void> {
  for (let batch = 0; batch < AT_ONCE && (await db.transaction((tx) => keepSome(tx, ownerId))); batch++);
}

/**
 * The job: works off the changes that wait, of one owner or of all, a batch to a transaction. It may be broken off anywhere.
 * @param signal the worker must end: what is left waits for the next run
 */
export async function keepGroups(
  db: Database,
  { ownerId }: { ownerId?: string | undefined },
  signal: AbortSignal,
): Promise<void> {
  const until = performance.now() + LONGEST_MS
  const goesOn = () => !signal.aborted && performance.now() < until
  for (const owner of ownerId === undefined ? await waitingOwners(db) : [ownerId]) {
    const first = takeBeside(owner, { ...BATCHES, lightly: true })
    while (goesOn() && (await beginWith<BesideRow, boolean>(db, first, (tx, rows) => keepTaken(tx, owner, rows))));
  }
}

async function waitingOwners(db: Database): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with recursive waiting as (
      (select owner_id from duplicate_work order by owner_id limit 1)
      union all
      select (select owner_id from duplicate_work where owner_id > waiting.owner_id order by owner_id limit 1) from waiting
      where waiting.owner_id is not null
    )
    select owner_id as id from waiting where owner_id is not null`)
  return rows.map(({ id }) => id)
}
