import { eq } from 'drizzle-orm'
import { pastDeadlocks } from '@/db/past-deadlocks'
import { type ScanRow, sourceScans } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { lockOwnSource, openScanOf } from '../ground/find-source'
import { publishScan } from '../ground/publish-scan'

/**
 * Pauses the scan of an own source until a person resumes it. What is being read just now is still finished.
 * @throws AppError unauthenticated, not_found; conflict when there is nothing to pause
 */
export async function pauseScan(ctx: Context, input: { sourceId: string }): Promise<ScanRow> {
  return pastDeadlocks(() =>
    ctx.db.transaction(async (tx) => {
      const source = await lockOwnSource(tx, ctx.actor, input.sourceId)
      const scan = await openScanOf(tx, source.id)
      if (!scan) throw new AppError('conflict', 'There is no scan to pause.')
      const [paused] = await tx
        .update(sourceScans)
        .set({ status: 'paused', reason: null, resumeAt: null, asksGone: false })
        .where(eq(sourceScans.id, scan.id))
        .returning()
      if (!paused) throw new Error('the scan has gone')
      await publishScan(tx, source, paused)
      return paused
    }),
  )
}
