import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { pastDeadlocks } from '@/db/past-deadlocks'
import { type ScanRow, sourceObjects, sourceScans } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { lockOwnSource, openScanOf } from '../ground/find-source'
import { publishScan } from '../ground/publish-scan'

/**
 * Ends the scan of an own source where it stands. What is shown stays; what was found and not read yet is found again by the next one.
 * @throws AppError unauthenticated, not_found; conflict when there is nothing to stop
 */
export async function stopScan(ctx: Context, input: { sourceId: string }): Promise<ScanRow> {
  return pastDeadlocks(() =>
    ctx.db.transaction(async (tx) => {
      const source = await lockOwnSource(tx, ctx.actor, input.sourceId)
      const scan = await openScanOf(tx, source.id)
      if (!scan) throw new AppError('conflict', 'There is no scan to stop.')
      const [stopped] = await tx
        .update(sourceScans)
        .set({ status: 'stopped', reason: null, resumeAt: null, finishedAt: new Date() })
        .where(eq(sourceScans.id, scan.id))
        .returning()
      if (!stopped) throw new Error('the scan has gone')
      await dropWaiting(tx, source.id, scan.id)
      await publishScan(tx, source, stopped)
      return stopped
    }),
  )
}

/**
 * What waits is known as little as before: new keys not at all, changed ones in a state that differs from any listing.
 * @param tx a transaction that ends the scan
 */
export async function dropWaiting(tx: Database, sourceId: string, scanId: string): Promise<void> {
  const waiting = and(
    eq(sourceObjects.sourceId, sourceId),
    eq(sourceObjects.scanId, scanId),
    eq(sourceObjects.state, 'pending'),
  )
  const isShown = sql`exists (select from photos p where p.source_id = ${sourceObjects.sourceId} and p.source_key = ${sourceObjects.key})`
  await tx.delete(sourceObjects).where(and(waiting, sql`${sourceObjects.kind} <> 'sidecar'`, sql`not ${isShown}`))
  await tx.update(sourceObjects).set({ state: 'done', etag: '', sha256: null, lane: null }).where(waiting)
}
