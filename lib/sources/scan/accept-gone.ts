import { eq } from 'drizzle-orm'
import { pastDeadlocks } from '@/db/past-deadlocks'
import { type ScanRow, type SourceRow, sourceScans } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { latestScanOf, lockOwnSource } from '../ground/find-source'
import { WHOLE } from '../identity/places'
import { setRunning, startScan } from './start-scan'

/**
 * The owner's word that what is not in the source, or in one folder of it, was deleted: the scan that asks for it goes on, else one starts, and
 * takes what it does not find there for gone, though a disk seems not to be mounted. It holds for this scan, until it is held up again, and for
 * nothing but what was asked: other folders stay away.
 * @param input `folder`: one that the last scan named, with its slash; without it all that it asked about
 * @throws AppError unauthenticated, not_found; conflict while a scan runs, or where nothing was asked
 */
export async function acceptGone(ctx: Context, input: { sourceId: string; folder?: string }): Promise<ScanRow> {
  return pastDeadlocks(() =>
    ctx.db.transaction(async (tx) => {
      const source = await lockOwnSource(tx, ctx.actor, input.sourceId)
      const latest = await latestScanOf(tx, source.id)
      if (latest?.status === 'running')
        throw new AppError('conflict', 'The scan runs just now. Say so once it has ended.')
      const goneAccepted = accepted(source, latest, input.folder)
      const open = latest?.status === 'paused' ? latest : undefined
      const scan = open ?? (await startScan({ ...ctx, db: tx }, input))
      await tx.update(sourceScans).set({ goneAccepted }).where(eq(sourceScans.id, scan.id))
      return open ? setRunning(tx, source, open) : scan
    }),
  )
}

function accepted({ awaySince }: SourceRow, latest: ScanRow | undefined, folder: string | undefined): string[] {
  const named = (latest?.notes ?? []).filter(({ kind }) => kind === 'away').map(({ key }) => key)
  if (folder === undefined) {
    if (latest?.asksGone) return [WHOLE]
    if (named.length === 0) throw new AppError('conflict', 'The last scan did not ask whether anything was deleted.')
    return named
  }
  // The report names the first ones only.
  if (!named.includes(folder) && !(folder in awaySince))
    throw new AppError('conflict', 'The last scan did not ask whether the photos of this folder were deleted.')
  return [folder]
}
