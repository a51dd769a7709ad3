import type { ScanRow } from '@/db/schema/sources'
import type { ScanCounters, SourceScan } from './scan-contract'

/**
 * A scan as its owner sees it, with what follows from its counters: rate and time left.
 * @param pending objects found and not yet read
 * @param now milliseconds since 1970
 */
export function presentScan(scan: ScanRow, pending: number, now = Date.now()): SourceScan {
  const { startedAt, finishedAt } = scan
  const seconds = ((finishedAt?.getTime() ?? now) - startedAt.getTime()) / 1000
  const rate = (done: number) => (scan.status === 'paused' || seconds < 1 ? null : round(done / seconds))
  const bytesPerSecond = rate(scan.bytesRead)
  return {
    ...presentCounters(scan),
    reason: scan.reason,
    asksGone: scan.asksGone,
    skipped: scan.skipped,
    pending,
    bytesFound: scan.bytesFound,
    noted: scan.noted,
    notes: scan.notes,
    photosPerSecond: rate(scan.ready),
    bytesPerSecond,
    secondsLeft: secondsLeft(scan, pending, bytesPerSecond),
  }
}

/** The numbers of a scan: nothing of them says what it found. */
export function presentCounters(scan: ScanRow): ScanCounters {
  return {
    id: scan.id,
    status: scan.status,
    resumeAt: scan.resumeAt?.toISOString() ?? null,
    listedAll: scan.listedAll,
    listed: scan.listed,
    added: scan.added,
    changed: scan.changed,
    moved: scan.moved,
    missing: scan.missing,
    ready: scan.ready,
    failed: scan.failed,
    bytesRead: scan.bytesRead,
    requests: scan.requests,
    startedAt: scan.startedAt.toISOString(),
    finishedAt: scan.finishedAt?.toISOString() ?? null,
  }
}

/** Known only once the listing has ended: before that nobody knows how much there is. */
function secondsLeft(scan: ScanRow, pending: number, bytesPerSecond: number | null): number | null {
  if (scan.status !== 'running' || !scan.listedAll) return null
  if (pending === 0) return 0
  const left = Math.max(0, scan.bytesFound - scan.bytesRead)
  return bytesPerSecond === null || bytesPerSecond <= 0 ? null : Math.ceil(left / bytesPerSecond)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
