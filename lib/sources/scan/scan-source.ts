// The steps of a scan, in the worker: list page by page, compare, let the readers read, and at the very end mark what is gone.
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type ScanNote, type ScanRow, type SourceRow, sourceScans, sources } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import type { Locate } from '../../ingest/locate-photos'
import type { SourceObject, SourcePage, SourceReader } from '../../storage/readers/reader'
import { SourceTrouble } from '../../storage/readers/trouble'
import { openScanOf } from '../ground/find-source'
import { whatIsWrong } from '../ground/listing-limits'
import type { OpenReader } from '../ground/open-reader'
import { pauseForTrouble } from '../ground/pause-for-trouble'
import { publishScan } from '../ground/publish-scan'
import { addedCounts, type Counts } from '../ground/scan-counts'
import { countPending, countUnread, wakeLanes, wakeScan } from '../ground/scan-jobs'
import { lockIdentities } from '../identity/lock-identities'
import { noteInScan } from '../identity/note-in-scan'
import { judgePlaces, notePlaces } from '../identity/places'
import { confirmAbsent } from '../objects/confirm-absent'
import { forgetOverdue } from '../objects/forget-missing'
import { noteAbsent, recordObjects } from '../objects/record-objects'
import { dropWaiting } from './stop-scan'

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
    .set({ status: 'running', reason: null, resumeAt: null, asksGone: false })
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
    if ((await countUnread(ctx.db, source.id, MOST_WAITING)) >= MOST_WAITING) return 'full'
    return listPage(ctx, source, scan, tools.reader)
  }
  if ((await countPending(ctx.db, source.id, 1)) > 0) return 'left'
  if (await confirmAbsent(ctx, source, scan.id, tools)) return 'more'
  await finish(ctx, source, scan, tools.reader)
  return 'left'
}

async function listPage(ctx: Context, source: SourceRow, scan: ScanRow, reader: SourceReader): Promise<Step> {
  const before = reader.requests
  const page = await reader.list(scan.cursor, PAGE)
  const requests = reader.requests - before
  const wrong = await whatIsWrong(ctx.db, source, scan, page)
  if (wrong !== null) return stopEarly(ctx, source, scan, wrong)
  const objects = page.objects.filter(({ key }) => !key.includes('\0') && Buffer.byteLength(key) <= LONGEST_KEY)
  const listed = { ...scan, listed: scan.listed + page.objects.length }
  try {
    return await ctx.db.transaction(async (tx) => {
      await lockIdentities(tx, source.ownerId)
      const { counts, waiting } = await recordObjects(tx, source.id, objects, scan.id)
      const span = { after: scan.cursor, last: page.last ? null : cursorAfter(page.objects) }
      await noteAbsent(tx, { id: source.id, span, keys: objects.map(({ key }) => key) }, scan.id)
      const notes = [...closedIn(page), ...(page.last ? await judgePlaces(tx, source, listed, reader) : [])]
      await noteInScan(tx, { sourceId: source.id, scanId: scan.id }, notes)
      // What was compared waits for the end of the listing.
      if (waiting || page.last) await wakeLanes(tx, source)
      await noteListed(tx, source, scan, page, { ...counts, listed: page.objects.length, requests })
      return 'more' as const
    })
  } catch (error) {
    if (error instanceof Overtaken) return 'left'
    // The disk may be back when it goes on: then everything is listed anew.
    if (error instanceof SourceTrouble && page.last) await beginAnew(ctx, scan)
    throw error
  }
}

/** @throws Overtaken: whatever else the transaction did, does not hold */
async function noteListed(
  tx: Database,
  source: SourceRow,
  scan: ScanRow,
  page: SourcePage,
  counts: Counts,
): Promise<void> {
  const [noted] = await tx
    .update(sourceScans)
    .set({ ...addedCounts(counts), cursor: cursorAfter(page.objects) ?? scan.cursor, listedAll: page.last })
    .where(
      and(
        eq(sourceScans.id, scan.id),
        eq(sourceScans.status, 'running'),
        sql`${sourceScans.cursor} is not distinct from ${scan.cursor}`,
        eq(sourceScans.listedAll, false),
      ),
    )
    .returning()
  if (!noted) throw new Overtaken()
  await publishScan(tx, source, noted)
}

async function beginAnew(ctx: Context, { id, cursor }: ScanRow): Promise<void> {
  await ctx.db
    .update(sourceScans)
    .set({ cursor: null, listed: 0, notes: [], noted: 0 })
    .where(
      and(
        eq(sourceScans.id, id),
        eq(sourceScans.listedAll, false),
        sql`${sourceScans.cursor} is not distinct from ${cursor}`,
      ),
    )
}

function closedIn({ closed = [] }: SourcePage): ScanNote[] {
  return closed.map((key) => ({ kind: 'closed', key, photoId: null }))
}

/** The database holds no NUL: all keys that have one at this place are passed over. */
function cursorAfter(objects: SourceObject[]): string | null {
  const last = objects.at(-1)?.key ?? null
  const nul = last?.indexOf('\0') ?? -1
  return last === null || nul < 0 ? last : `${last.slice(0, nul)}\u0001`
}

/** Another worker took this step, or a person paused: nothing of it holds. */
class Overtaken extends Error {}

/** What was found and not read yet is dropped: it may be without number. */
async function stopEarly(ctx: Context, source: SourceRow, scan: ScanRow, reason: string): Promise<Step> {
  await ctx.db.transaction(async (tx) => {
    const [stopped] = await tx
      .update(sourceScans)
      .set({ status: 'stopped', reason, finishedAt: new Date() })
      .where(and(eq(sourceScans.id, scan.id), eq(sourceScans.status, 'running')))
      .returning()
    if (!stopped) return
    await dropWaiting(tx, source.id, scan.id)
    await publishScan(tx, source, stopped)
  })
  return 'left'
}

async function finish(ctx: Context, source: SourceRow, scan: ScanRow, reader: SourceReader): Promise<void> {
  await notePlaces(
    ctx.db,
    source,
    reader,
    scan.notes.filter(({ kind }) => kind === 'away'),
  )
  await forgetOverdue(ctx, source)
  const ended = await ctx.db.transaction(async (tx) => {
    const [done] = await tx
      .update(sourceScans)
      .set({ status: 'done', finishedAt: new Date(), reason: null })
      .where(and(eq(sourceScans.id, scan.id), eq(sourceScans.status, 'running')))
      .returning()
    if (done) await publishScan(tx, source, done)
    return done !== undefined
  })
  if (!ended) return
  await ctx.db.execute(sql`
    delete from source_scans where source_id = ${source.id} and status in ('done', 'stopped') and id < (
      select id from source_scans where source_id = ${source.id} order by id desc offset ${SCANS_KEPT - 1} limit 1)`)
}
