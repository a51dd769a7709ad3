// The steps of a scan, in the worker: list page by page, compare, let the readers read, and at the very end mark what is gone.
import { and, eq, sql } from 'drizzle-orm'
import { type ScanRow, type SourceRow, sourceObjects, sourceScans, sources } from '@/db/schema/sources'
import type { Context } from '../context'
import type { Locate } from '../photos/locate-photos'
import { compareKeys } from '../storage/compare-keys'
import { confirmAbsent } from './confirm-absent'
import { openScanOf } from './find-source'
import { forgetOverdue } from './forget-missing'
import type { OpenReader } from './open-reader'
import { pauseForTrouble } from './pause-for-trouble'
import { publishScan } from './publish-scan'
import type { SourceObject, SourceReader } from './reader'
import { noteAbsent, recordObjects } from './record-objects'
import { addedCounts } from './scan-counts'
import { countPending, wakeLanes, wakeScan } from './scan-jobs'
import { SourceTrouble } from './trouble'

/** Objects that may wait to be read before the listing waits too: so memory, disk and the loss by a stop stay small. */
const MOST_WAITING = 4_000
const PAGE = 1_000
/** A job ends after so long and is followed by another, so that others get their turn. */
const STEPS_MS = 4_000
/** Bytes; longer than any key of S3. An index of the database cannot hold much more. */
const LONGEST_KEY = 2_000
/** Scans of a source that are remembered. */
const SCANS_KEPT = 100
const BACKPRESSURE_MS = 2_000

interface Tools {
  open: OpenReader
  locate: Locate
  signal?: AbortSignal
}

interface StepTools {
  reader: SourceReader
  locate: Locate
}

/** `more`: the next step can follow at once. `full`: readers must catch up first. `left`: others go on from here. */
type Step = 'more' | 'full' | 'left'

/**
 * Goes on with the scan of a source, if there is one that runs. May run twice, be killed anywhere and run in two workers at once: every step is one
 * transaction that holds only if nobody was quicker.
 * @throws only what is wrong with the database
 */
export async function scanSource(ctx: Context, input: { sourceId: string }, tools: Tools): Promise<void> {
  const found = await takeUp(ctx, input.sourceId)
  if (!found) return
  const { source, scan } = found
  let reader: SourceReader | undefined
  try {
    reader = await tools.open(source)
    if (await countPending(ctx.db, source.id, 1)) await wakeLanes(ctx.db, source)
    const until = Date.now() + STEPS_MS
    for (let step: Step = 'more'; step !== 'left'; ) {
      step = await takeStep(ctx, source, scan.id, { reader, locate: tools.locate })
      if (step === 'full') return wakeScan(ctx.db, source.id, new Date(Date.now() + BACKPRESSURE_MS))
      if (step === 'more' && (Date.now() > until || tools.signal?.aborted)) return wakeScan(ctx.db, source.id)
    }
  } catch (error) {
    if (!(error instanceof SourceTrouble)) throw error
    await pauseForTrouble(ctx.db, source, error)
  } finally {
    reader?.close()
  }
}

/** The running scan of a source; one whose pause is over runs again. */
async function takeUp(ctx: Context, sourceId: string): Promise<{ source: SourceRow; scan: ScanRow } | null> {
  const [source] = await ctx.db.select().from(sources).where(eq(sources.id, sourceId))
  if (!source || source.deletedAt !== null) return null
  const scan = await openScanOf(ctx.db, sourceId)
  if (!scan) return null
  if (scan.status === 'running') return { source, scan }
  if (scan.resumeAt === null) return null
  const resumed = await ctx.db
    .update(sourceScans)
    .set({ status: 'running', reason: null, resumeAt: null })
    .where(and(eq(sourceScans.id, scan.id), eq(sourceScans.status, 'paused'), sql`${sourceScans.resumeAt} <= now()`))
    .returning()
  if (!resumed[0]) return null
  await publishScan(ctx.db, source, resumed[0])
  return { source, scan: resumed[0] }
}

async function takeStep(ctx: Context, source: SourceRow, scanId: string, tools: StepTools): Promise<Step> {
  const [scan] = await ctx.db
    .select()
    .from(sourceScans)
    .where(and(eq(sourceScans.id, scanId), eq(sourceScans.status, 'running')))
  if (!scan) return 'left'
  if (!scan.listedAll) {
    if ((await countPending(ctx.db, source.id, MOST_WAITING)) >= MOST_WAITING) return 'full'
    return listPage(ctx, source, scan, tools.reader)
  }
  if ((await countPending(ctx.db, source.id, 1)) > 0) return 'left'
  if (await confirmAbsent(ctx, source, scan.id, tools)) return 'more'
  await finish(ctx, source, scan)
  return 'left'
}

async function listPage(ctx: Context, source: SourceRow, scan: ScanRow, reader: SourceReader): Promise<Step> {
  const before = reader.requests
  const page = await reader.list(scan.cursor, PAGE)
  const requests = reader.requests - before
  if (!inOrder(scan.cursor, page.objects)) return stopUnordered(ctx, source, scan)
  const empty = page.last && scan.cursor === null && page.objects.length === 0
  if (empty) await assertSamePlace(ctx, source, reader)
  else if (scan.cursor === null) await notePlace(ctx, source, reader)
  const objects = page.objects.filter(({ key }) => !key.includes('\0') && Buffer.byteLength(key) <= LONGEST_KEY)
  const lastKey = cursorAfter(page.objects) ?? scan.cursor
  const done = await ctx.db
    .transaction(async (tx) => {
      const { counts, waiting } = await recordObjects(tx, source.id, objects, scan.id)
      const span = { after: scan.cursor, last: page.last ? null : lastKey }
      await noteAbsent(tx, { id: source.id, span, keys: objects.map(({ key }) => key) }, scan.id)
      if (waiting) await wakeLanes(tx, source)
      const noted = await tx
        .update(sourceScans)
        .set({
          ...addedCounts({ ...counts, listed: page.objects.length, requests }),
          cursor: lastKey,
          listedAll: page.last,
        })
        .where(
          and(
            eq(sourceScans.id, scan.id),
            eq(sourceScans.status, 'running'),
            sql`${sourceScans.cursor} is not distinct from ${scan.cursor}`,
            eq(sourceScans.listedAll, false),
          ),
        )
        .returning()
      if (!noted[0]) throw new Overtaken()
      await publishScan(tx, source, noted[0])
      return true
    })
    .catch((error: unknown) => {
      if (error instanceof Overtaken) return false
      throw error
    })
  return done ? 'more' : 'left'
}

/** The database holds no NUL: all keys that have one at this place are passed over. */
function cursorAfter(objects: SourceObject[]): string | null {
  const last = objects.at(-1)?.key ?? null
  const nul = last?.indexOf('\0') ?? -1
  return last === null || nul < 0 ? last : `${last.slice(0, nul)}\u0001`
}

/** Another worker took this step, or a person paused: nothing of it holds. */
class Overtaken extends Error {}

/** The comparison goes along with the order of the keys: in a listing without order it would take the present for missing. */
function inOrder(after: string | null, objects: SourceObject[]): boolean {
  let before = after
  for (const { key } of objects) {
    if (before !== null && compareKeys(before, key) >= 0) return false
    before = key
  }
  return true
}

async function stopUnordered(ctx: Context, source: SourceRow, scan: ScanRow): Promise<Step> {
  const reason = 'The server does not list its objects in the order of their keys, so they cannot be compared.'
  const [stopped] = await ctx.db
    .update(sourceScans)
    .set({ status: 'stopped', reason, finishedAt: new Date() })
    .where(and(eq(sourceScans.id, scan.id), eq(sourceScans.status, 'running')))
    .returning()
  if (stopped) await publishScan(ctx.db, source, stopped)
  return 'left'
}

/** A disk that is not mounted leaves an empty folder: then nothing is missing, the disk is. */
async function assertSamePlace(ctx: Context, source: SourceRow, reader: SourceReader): Promise<void> {
  const place = await reader.identify()
  if (place === null || source.rootId === null || place === source.rootId) return
  const known = await ctx.db
    .select({ key: sourceObjects.key })
    .from(sourceObjects)
    .where(eq(sourceObjects.sourceId, source.id))
    .limit(1)
  if (known.length === 0) return
  throw new SourceTrouble(
    'lost',
    'The folder is empty, and it is not the one that was there before. Is its disk mounted?',
  )
}

async function notePlace(ctx: Context, source: SourceRow, reader: SourceReader): Promise<void> {
  const place = await reader.identify()
  if (place !== source.rootId) await ctx.db.update(sources).set({ rootId: place }).where(eq(sources.id, source.id))
}

async function finish(ctx: Context, source: SourceRow, scan: ScanRow): Promise<void> {
  await forgetOverdue(ctx, source)
  const [done] = await ctx.db
    .update(sourceScans)
    .set({ status: 'done', finishedAt: new Date(), reason: null })
    .where(and(eq(sourceScans.id, scan.id), eq(sourceScans.status, 'running')))
    .returning()
  if (!done) return
  await publishScan(ctx.db, source, done)
  await ctx.db.execute(sql`
    delete from source_scans where source_id = ${source.id} and status in ('done', 'stopped') and id < (
      select id from source_scans where source_id = ${source.id} order by id desc offset ${SCANS_KEPT - 1} limit 1)`)
}
