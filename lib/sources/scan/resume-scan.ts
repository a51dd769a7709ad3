import { pastDeadlocks } from '@/db/past-deadlocks'
import type { ScanRow } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { lockOwnSource, openScanOf } from '../ground/find-source'
import { setRunning } from './start-scan'

/**
 * Lets the paused scan of an own source go on now. One that runs just runs.
 * @throws AppError unauthenticated, not_found; conflict when there is none to go on with
 */
export async function resumeScan(ctx: Context, input: { sourceId: string }): Promise<ScanRow> {
  return pastDeadlocks(() =>
    ctx.db.transaction(async (tx) => {
      const source = await lockOwnSource(tx, ctx.actor, input.sourceId)
      const scan = await openScanOf(tx, source.id)
      if (!scan) throw new AppError('conflict', 'There is no scan to go on with. Start one.')
      return setRunning(tx, source, scan)
    }),
  )
}
