// What reading an object may come to, each in one transaction that holds only if nobody was quicker.
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { SidecarFields } from '@/db/schema/file-fields'
import { photos } from '@/db/schema/photos'
import { type SourceObjectRow, sourceObjects } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import type { Locate } from '../../ingest/locate-photos'
import { publishPhotos } from '../../photos/events'
import { countInScan } from '../ground/scan-counts'
import { lockIdentities } from '../identity/lock-identities'
import type { Reading } from '../identity/reading'
import { settleGone } from '../objects/settle-gone'
import { applySidecarsTo } from '../sidecars/apply-sidecars'

/** Only while it waits, and is what was taken: a change noticed meanwhile has its own reading. */
export function stillWaits(object: SourceObjectRow) {
  return and(
    eq(sourceObjects.sourceId, object.sourceId),
    eq(sourceObjects.key, object.key),
    eq(sourceObjects.state, 'pending'),
    eq(sourceObjects.etag, object.etag),
  )
}

/** Counts an attempt, before any byte is read. @returns the number of this attempt; null when there is nothing to read (any longer) */
export async function beginReading(db: Database, object: SourceObjectRow): Promise<number | null> {
  const [row] = await db
    .update(sourceObjects)
    .set({ attempts: sql`${sourceObjects.attempts} + 1` })
    .where(stillWaits(object))
    .returning({ attempts: sourceObjects.attempts })
  return row?.attempts ?? null
}

/** An attempt that could not really begin does not count. */
export async function giveBack(db: Database, object: SourceObjectRow): Promise<void> {
  await db
    .update(sourceObjects)
    .set({ attempts: sql`greatest(${sourceObjects.attempts} - 1, 0)` })
    .where(stillWaits(object))
}

/** Whether a photo is, or was the last to be, shown from this key. */
export async function isKnownKey(db: Database, { sourceId, key }: SourceObjectRow): Promise<boolean> {
  const found = await db.execute(sql`
    select 1 where exists (select from photos where source_id = ${sourceId} and source_key = ${key} and missing_at is null)
      or exists (select from source_objects o join photos p on p.id in (o.photo_id, o.former_photo_id)
        where o.source_id = ${sourceId} and o.key = ${key})`)
  return found.rows.length > 0
}

/** Whether there is an object, other than one, that was found and not read, or that may yet be found. */
export async function hasUncompared(db: Database, sourceId: string, butFor: string | null): Promise<boolean> {
  const found = await db.execute(sql`
    select 1 where exists (select from source_objects where source_id = ${sourceId} and state = 'pending' and sha256 is null
        and kind <> 'sidecar' and key is distinct from ${butFor})
      or exists (select from source_scans where source_id = ${sourceId} and status in ('running', 'paused') and not listed_all)`)
  return found.rows.length > 0
}

/** What was read once to compare it waits until all others have been: then it is decided what it is. */
export async function defer(db: Database, { object, cost }: Reading, sha256: string): Promise<void> {
  await db.update(sourceObjects).set({ sha256, attempts: 0, lane: null }).where(stillWaits(object))
  await countInScan(db, object.scanId, cost())
}

/**
 * Ends reading with a reason for the owner. A photo that was shown from this key says so too.
 * @param again whether the next scan tries anew
 */
export async function failObject(ctx: Context, reading: Reading, reason: string, again: boolean): Promise<void> {
  const { object, source } = reading
  await ctx.db.transaction(async (tx) => {
    await lockIdentities(tx, source.ownerId)
    const failed = await settle(tx, object, { state: 'failed', failure: reason, again })
    if (!failed) return
    await failPhoto(tx, source.ownerId, object, reason)
    await countInScan(tx, object.scanId, { failed: 1, ...reading.cost() })
  })
}

/** Ends reading of what is no failure but holds nothing that could be shown. */
export async function notShown(
  ctx: Context,
  reading: Reading,
  kind: SourceObjectRow['kind'],
  reason: string | null,
): Promise<void> {
  const { object, source } = reading
  await ctx.db.transaction(async (tx) => {
    await lockIdentities(tx, source.ownerId)
    const settled = await settle(tx, object, { state: 'done', kind, failure: reason })
    if (!settled) return
    await failPhoto(tx, source.ownerId, object, reason ?? 'The file in the source is no picture any more.')
    await countInScan(tx, object.scanId, { skipped: 1, ...reading.cost() })
  })
}

/** The source does not have it any more. */
export async function forgetGone(ctx: Context, reading: Reading, locate: Locate): Promise<void> {
  const { object, source } = reading
  await ctx.db.transaction(async (tx) => {
    await lockIdentities(tx, source.ownerId)
    const waits = await tx
      .select({ key: sourceObjects.key })
      .from(sourceObjects)
      .where(stillWaits(object))
      .for('update')
    if (waits.length === 0) return
    const { counts } = await settleGone(tx, source, [object.key], locate)
    await countInScan(tx, object.scanId, { ...counts, ...reading.cost() })
  })
}

/** Keeps what a sidecar says and lets its pictures say it. */
export async function saveSidecar(
  ctx: Context,
  reading: Reading,
  sidecar: SidecarFields,
  locate: Locate,
): Promise<void> {
  const { object, source } = reading
  await ctx.db.transaction(async (tx) => {
    await lockIdentities(tx, source.ownerId)
    const settled = await settle(tx, object, { state: 'done', failure: null, sidecar })
    if (!settled) return
    await applySidecarsTo(tx, source, object.key, locate)
    await countInScan(tx, object.scanId, reading.cost())
  })
}

/** @returns whether it still waited */
async function settle(tx: Database, object: SourceObjectRow, set: Partial<SourceObjectRow>): Promise<boolean> {
  const settled = await tx
    .update(sourceObjects)
    .set({ again: false, attempts: 0, lane: null, sha256: null, ...set })
    .where(stillWaits(object))
    .returning({ key: sourceObjects.key })
  return settled.length > 0
}

async function failPhoto(tx: Database, ownerId: string, object: SourceObjectRow, reason: string): Promise<void> {
  const failed = await tx
    .update(photos)
    .set({ status: 'failed', failure: reason, updatedAt: new Date() })
    .where(and(eq(photos.sourceId, object.sourceId), eq(photos.sourceKey, object.key), isNull(photos.missingAt)))
    .returning({ id: photos.id, status: photos.status })
  await publishPhotos(tx, ownerId, failed, 'changed')
}
