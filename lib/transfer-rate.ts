const WINDOW_MS = 12_000
const MIN_SPAN_MS = 1_000

interface Sample {
  at: number
  bytes: number
}

/** Speed over the last seconds, from a counter that only grows. */
export class RateMeter {
  #samples: Sample[] = []

  /**
   * @param at milliseconds of any steady clock
   * @param bytes sent since the beginning
   */
  record(at: number, bytes: number): void {
    const last = this.#samples.at(-1)
    if (last && at - last.at < 100) last.bytes = bytes
    else this.#samples.push({ at, bytes })
    while (this.#samples.length > 2 && (this.#samples[1] as Sample).at <= at - WINDOW_MS) this.#samples.shift()
  }

  /** Forgets the past: after a pause the old speed says nothing. */
  reset(): void {
    this.#samples = []
  }

  /** Bytes per second, or null while too little is known. */
  rate(at: number): number | null {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    if (!first || !last || at - first.at < MIN_SPAN_MS) return null
    return ((last.bytes - first.bytes) * 1000) / (at - first.at)
  }
}

/** Seconds until `remaining` bytes have been sent at this speed; null when that cannot be said. */
export function secondsLeft(remaining: number, rate: number | null): number | null {
  if (remaining <= 0) return 0
  return rate === null || rate < 1 ? null : remaining / rate
}
