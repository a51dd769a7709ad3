import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type SourceRow, sourceObjects } from '@/db/schema/sources'
import { enqueue } from '../../jobs/enqueue'

/** Uploads come before what lies in sources. */
const SCAN_PRIORITY = 5
const READ_PRIORITY = 6

/** Lets the scan of a source take its next steps, once. */
export async function wakeScan(db: Database, sourceId: string, runAt?: Date): Promise<void> {
  const key = `source.scan:${sourceId}`
  const options = { jobKey: key, queue: key, priority: SCAN_PRIORITY, ...(runAt ? { runAt } : {}) }
  await enqueue(db, 'source.scan', { sourceId }, options)
}

/** Has the keys that events told of looked at. One job at a time for a source: an older answer never overwrites a newer one. */
export async function wakeLook(db: Database, sourceId: string): Promise<void> {
  const key = `source.look:${sourceId}`
  await enqueue(db, 'source.look', { sourceId }, { jobKey: key, queue: key, priority: SCAN_PRIORITY })
}

/** Lets one reader of a source go on. Its queue makes it the only one with its number. */
export async function wakeLane(db: Database, sourceId: string, lane: number, runAt?: Date): Promise<void> {
  const key = `source.index:${sourceId}:${lane}`
  const options = { jobKey: key, queue: key, priority: READ_PRIORITY, ...(runAt ? { runAt } : {}) }
  await enqueue(db, 'source.index', { sourceId, lane }, options)
}

/** Lets all readers of a source go on; as many as it allows at the same time. */
export async function wakeLanes(db: Database, source: Pick<SourceRow, 'id' | 'concurrency'>): Promise<void> {
  for (let lane = 0; lane < source.concurrency; lane++) await wakeLane(db, source.id, lane)
}

/** How many objects of a source wait to be read, counted up to `most`. */
export async function countPending(db: Database, sourceId: string, most: number): Promise<number> {
  return countWaiting(db, sourceId, most, sql`true`)
}

/** As `countPending`, without what was compared already and waits for the end of the listing. */
export async function countUnread(db: Database, sourceId: string, most: number): Promise<number> {
  return countWaiting(db, sourceId, most, sql`${sourceObjects.sha256} is null`)
}

async function countWaiting(db: Database, sourceId: string, most: number, which: SQL): Promise<number> {
  const waiting = db
    .select({ one: sql`1` })
    .from(sourceObjects)
    .where(and(eq(sourceObjects.sourceId, sourceId), eq(sourceObjects.state, 'pending'), which))
    .limit(most)
    .as('waiting')
  const [row] = await db.select({ n: sql<string>`count(*)` }).from(waiting)
  return Number(row?.n ?? 0)
}
