// One of the readers of a source, in the worker: takes what waits, a few objects at a time, and reads each once.
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type SourceObjectRow, type SourceRow, sourceObjects, sources } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { env } from '../../env'
import { countWorkers } from '../../jobs/dead-workers'
import { readLimits } from '../../settings/limits'
import { compareKeys } from '../../storage/compare-keys'
import type { SourceReader } from '../../storage/readers/reader'
import { SourceTrouble } from '../../storage/readers/trouble'
import { openScanOf } from '../ground/find-source'
import type { OpenReader } from '../ground/open-reader'
import { pauseForTrouble } from '../ground/pause-for-trouble'
import { countPending, wakeLane, wakeLanes, wakeScan } from '../ground/scan-jobs'
import { Throttle } from '../ground/throttle'
import { hasUncompared } from './object-states'
import { type ReadTools, readObject } from './read-object'

/** Objects taken at a time: what a killed worker had taken is read again by its successor. */
const BATCH = 20
/** A job ends after so long and is followed by another, so that uploads get their turn. */
const LANE_MS = 4_000
const EVENT_RETRY_MS = 60_000

interface Tools extends Omit<ReadTools, 'throttle' | 'reader' | 'largest'> {
  open: OpenReader
}

/**
 * Reads objects of a source that wait, until there are none. May run twice, be killed anywhere: the result is the same.
 * @throws what is wrong with the database or with our own store
 */
export async function readLane(ctx: Context, input: { sourceId: string; lane: number }, tools: Tools): Promise<void> {
  const [source] = await ctx.db.select().from(sources).where(eq(sources.id, input.sourceId))
  if (!source || source.deletedAt !== null || input.lane >= source.concurrency) return
  let reader: SourceReader | undefined
  try {
    if (await isPaused(ctx.db, source.id)) return await release(ctx.db, source.id, input.lane)
    reader = await tools.open(source)
    await readAll(ctx, { source, lane: input.lane, reader }, tools)
  } catch (error) {
    if (!(error instanceof SourceTrouble)) throw error
    await release(ctx.db, source.id, input.lane)
    await settleTrouble(ctx.db, source, input.lane, error)
  } finally {
    reader?.close()
  }
}

interface Lane {
  source: SourceRow
  lane: number
  reader: SourceReader
}

async function readAll(ctx: Context, { source, lane, reader }: Lane, tools: Tools): Promise<void> {
  const throttle = new Throttle(await shareOf(ctx.db, source))
  const until = Date.now() + LANE_MS
  let refusals = 0
  for (;;) {
    const batch = await claim(ctx.db, source, lane)
    if (batch.length === 0) return wakeScanWhenRead(ctx.db, source.id)
    const { maxUploadBytes: largest } = await readLimits(ctx.db)
    for (const object of batch) {
      if (tools.signal?.aborted) throw new Error('the worker ends')
      if (await isPaused(ctx.db, source.id)) return release(ctx.db, source.id, lane)
      if (Date.now() > until) return yieldLane(ctx.db, source.id, lane)
      const outcome = await readObject(ctx, { source, object }, { ...tools, reader, throttle, largest })
      refusals = outcome === 'refused' ? refusals + 1 : 0
      if (refusals >= BATCH / 2) throw refusedAll()
    }
  }
}

/** Others get their turn; what was taken and not read is free for any reader. */
async function yieldLane(db: Database, sourceId: string, lane: number): Promise<void> {
  await release(db, sourceId, lane)
  await wakeLane(db, sourceId, lane)
}

/** Each reader that can run at the same time has an equal part of what the source's owner allows. */
async function shareOf(db: Database, { bytesPerSecond, concurrency }: SourceRow): Promise<number | null> {
  if (bytesPerSecond === null) return null
  const places = Math.max(1, await countWorkers(db)) * env().WORKER_CONCURRENCY
  return bytesPerSecond / Math.min(concurrency, places)
}

function refusedAll(): SourceTrouble {
  return new SourceTrouble(
    'refused',
    'The server lists the objects but does not give them. The keys must be allowed to read them too (s3:GetObject).',
  )
}

/** First what was not read yet; what was only compared follows once there is none of that. */
async function claim(db: Database, source: SourceRow, lane: number): Promise<SourceObjectRow[]> {
  const unread = await claimWhere(db, source, lane, sql`sha256 is null`)
  if (unread.length > 0 || (await hasUncompared(db, source.id, null))) return unread
  const compared = await claimWhere(db, source, lane, sql`sha256 is not null`)
  // The other readers had nothing to do until now.
  if (compared.length === BATCH) await wakeLanes(db, source)
  return compared
}

/** What this reader has taken before, what nobody has, and what readers had that are no more (a lower limit). */
async function claimWhere(db: Database, source: SourceRow, lane: number, which: SQL): Promise<SourceObjectRow[]> {
  const free = sql`select key from source_objects where source_id = ${source.id} and state = 'pending' and ${which}
    and (lane is null or lane = ${lane} or lane >= ${source.concurrency}) order by key limit ${BATCH} for update skip locked`
  const claimed = await db
    .update(sourceObjects)
    .set({
      lane,
      photoId: sql`case when kind = 'sidecar' then photo_id else coalesce(photo_id, uuidv7()) end`,
    })
    .where(and(eq(sourceObjects.sourceId, source.id), sql`${sourceObjects.key} = any (array(${free}))`))
    .returning()
  return claimed.sort((a, b) => compareKeys(a.key, b.key))
}

async function release(db: Database, sourceId: string, lane: number): Promise<void> {
  await db
    .update(sourceObjects)
    .set({ lane: null })
    .where(and(eq(sourceObjects.sourceId, sourceId), eq(sourceObjects.state, 'pending'), eq(sourceObjects.lane, lane)))
}

async function isPaused(db: Database, sourceId: string): Promise<boolean> {
  const scan = await openScanOf(db, sourceId)
  return scan?.status === 'paused'
}

/** The scan ends, or has its listing go on, once the last reader finds nothing more. */
async function wakeScanWhenRead(db: Database, sourceId: string): Promise<void> {
  const scan = await openScanOf(db, sourceId)
  if (scan?.status === 'running' && (await countPending(db, sourceId, 1)) === 0) await wakeScan(db, sourceId)
}

async function settleTrouble(db: Database, source: SourceRow, lane: number, trouble: SourceTrouble): Promise<void> {
  if (await pauseForTrouble(db, source, trouble)) return
  // Paused already: all readers begin again when it goes on. No scan at all: an event brought this.
  if (await openScanOf(db, source.id)) return
  await wakeLane(db, source.id, lane, new Date(Date.now() + EVENT_RETRY_MS))
}
