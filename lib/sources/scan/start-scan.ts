import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { pastDeadlocks } from '@/db/past-deadlocks'
import { type ScanRow, type SourceRow, sourceScans } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { lockOwnSource, openScanOf } from '../ground/find-source'
import { publishScan } from '../ground/publish-scan'
import { wakeLanes, wakeScan } from '../ground/scan-jobs'

/**
 * Starts a scan of an own source. One that is paused goes on, one that runs just runs.
 * @throws AppError unauthenticated, not_found
 */
export async function startScan(ctx: Context, input: { sourceId: string }): Promise<ScanRow> {
  return pastDeadlocks(() =>
    ctx.db.transaction(async (tx) => {
      const source = await lockOwnSource(tx, ctx.actor, input.sourceId)
      const open = await openScanOf(tx, source.id)
      if (open) return setRunning(tx, source, open)
      const [scan] = await tx.insert(sourceScans).values({ sourceId: source.id, status: 'running' }).returning()
      if (!scan) throw new Error('no scan was made')
      await wakeScan(tx, source.id)
      await publishScan(tx, source, scan)
      return scan
    }),
  )
}

/** Lets an open scan run, whatever paused it. @param tx a transaction that holds the source */
export async function setRunning(tx: Database, source: SourceRow, scan: ScanRow): Promise<ScanRow> {
  const [running] = await tx
    .update(sourceScans)
    .set({ status: 'running', reason: null, resumeAt: null, asksGone: false })
    .where(and(eq(sourceScans.id, scan.id), inArray(sourceScans.status, ['running', 'paused'])))
    .returning()
  if (scan.status === 'paused') await wakeLanes(tx, source)
  await wakeScan(tx, source.id)
  if (scan.status === 'paused') await publishScan(tx, source, running ?? scan)
  return running ?? scan
}
