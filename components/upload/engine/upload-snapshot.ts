import { RateMeter, secondsLeft } from '@/lib/transfer-rate'
import type { BrakeState } from './brake'
import { orderRows, totalsOf, type UploadItem, type UploadTotals } from './upload-item'
import type { UploadJob } from './upload-job'

/** Everything the screen shows; a new object for each change. */
export interface UploadSnapshot {
  readonly rows: readonly UploadItem[]
  readonly totals: UploadTotals
  readonly brake: BrakeState
  /** null while too little is known. */
  readonly bytesPerSecond: number | null
  readonly secondsLeft: number | null
  readonly skipped: { readonly count: number; readonly names: readonly string[] }
}

const NO_SKIPPED = { count: 0, names: [] }

/** What is shown before anything was uploaded. */
export const EMPTY_SNAPSHOT: UploadSnapshot = {
  rows: [],
  totals: totalsOf([]),
  brake: { kind: 'open' },
  bytesPerSecond: null,
  secondsLeft: null,
  skipped: NO_SKIPPED,
}

/** Makes snapshots; keeps what lies between two of them: the speed and what was skipped. */
export class SnapshotMaker {
  #rate = new RateMeter()
  #sent = 0
  #lastSent = 0
  #skipped: UploadSnapshot['skipped'] = NO_SKIPPED

  skip(names: readonly string[]): void {
    this.#skipped = {
      count: this.#skipped.count + names.length,
      names: [...this.#skipped.names, ...names].slice(0, 100),
    }
  }

  pause(): void {
    this.#rate.reset()
  }

  clear(): void {
    this.#skipped = NO_SKIPPED
    this.#lastSent = 0
  }

  make(jobs: ReadonlyMap<number, UploadJob>, brake: BrakeState): UploadSnapshot {
    const items = Array.from(jobs.values(), (job) => job.item)
    const totals = totalsOf(items)
    const now = Date.now()
    if (brake.kind !== 'open' || totals.unfinished === 0) this.#rate.reset()
    // The sum shrinks when a file starts over or is cancelled; the meter wants a counter that only grows.
    this.#sent += Math.max(0, totals.sentBytes - this.#lastSent)
    this.#lastSent = totals.sentBytes
    if (totals.unfinished > 0) this.#rate.record(now, this.#sent)
    const bytesPerSecond = totals.unfinished > 0 ? this.#rate.rate(now) : null
    return {
      rows: orderRows(items),
      totals,
      brake,
      bytesPerSecond,
      secondsLeft: totals.unfinished > 0 ? secondsLeft(totals.bytes - totals.sentBytes, bytesPerSecond) : null,
      skipped: this.#skipped,
    }
  }
}
