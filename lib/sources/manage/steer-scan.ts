import type { Context } from '../../context/context'
import { presentScan } from '../ground/present-scan'
import type { ScanAction, SourceScan } from '../ground/scan-contract'
import { acceptGone } from '../scan/accept-gone'
import { pauseScan } from '../scan/pause-scan'
import { resumeScan } from '../scan/resume-scan'
import { startScan } from '../scan/start-scan'
import { stopScan } from '../scan/stop-scan'
import { pendingOf } from './present-source'

const VERBS = {
  start: startScan,
  pause: pauseScan,
  resume: resumeScan,
  stop: stopScan,
  'accept-gone': acceptGone,
}

/**
 * Starts, pauses, resumes or stops the scan of an own source, or has it take what is not there, in a folder or wherever it asked, for deleted.
 * @throws AppError unauthenticated, not_found; conflict when there is no scan to pause, resume or stop, one that runs already, or nothing
 *   was asked
 */
export async function steerScan(ctx: Context, input: ScanAction & { sourceId: string }): Promise<SourceScan> {
  const scan = await VERBS[input.action](ctx, input)
  return presentScan(scan, await pendingOf(ctx, scan))
}
