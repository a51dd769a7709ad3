import { eq } from 'drizzle-orm'
import { pastDeadlocks } from '@/db/past-deadlocks'
import { type ScanRow, sourceScans } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { lockOwnSource, openScanOf } from '../ground/find-source'
import { setRunning, startScan } from './start-scan'

/**
 * The owner's word that what is not in the source was deleted: the scan that asks for it goes on, else one starts, and takes whatever it does not
 * find for gone, also where a disk seems not to be mounted. It holds for this scan, until it is held up again.
 * @throws AppError unauthenticated, not_found; conflict while a scan runs
 */
export async function acceptGone(ctx: Context, input: { sourceId: string }): Promise<ScanRow> {
  return pastDeadlocks(() =>
    ctx.db.transaction(async (tx) => {
      const source = await lockOwnSource(tx, ctx.actor, input.sourceId)
      const open = await openScanOf(tx, source.id)
      if (open?.status === 'running')
        throw new AppError('conflict', 'The scan runs just now. Say so once it has ended.')
      const scan = open ?? (await startScan({ ...ctx, db: tx }, input))
      await tx.update(sourceScans).set({ goneConfirmed: true }).where(eq(sourceScans.id, scan.id))
      return open ? setRunning(tx, source, open) : scan
    }),
  )
}
