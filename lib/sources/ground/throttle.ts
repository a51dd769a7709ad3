import { Transform, type TransformCallback } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds now, and a wait of some. */
interface Clock {
  now(): number
  sleep(ms: number): Promise<unknown>
}

const CLOCK: Clock = { now: () => performance.now(), sleep }

/** Waits shorter than this are added to the next one. */
const SHORT_MS = 5

/** Passes bytes on at a limited rate: what came too fast waits. One for all that a reader reads. */
export class Throttle {
  readonly #perSecond: number
  readonly #clock: Clock
  #free = 0
  #bytes = 0

  /** @param bytesPerSecond null for no limit */
  constructor(bytesPerSecond: number | null, clock = CLOCK) {
    this.#perSecond = bytesPerSecond ?? Number.POSITIVE_INFINITY
    this.#clock = clock
  }

  /** Bytes that have passed so far. */
  get bytes(): number {
    return this.#bytes
  }

  /** Wraps one body. */
  through(): Transform {
    const wait = (bytes: number) => this.#wait(bytes)
    return new Transform({
      transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
        wait(chunk.length).then(
          () => done(null, chunk),
          (error) => done(error instanceof Error ? error : new Error('the throttle broke')),
        )
      },
    })
  }

  async #wait(bytes: number): Promise<void> {
    this.#bytes += bytes
    if (this.#perSecond === Number.POSITIVE_INFINITY) return
    const now = this.#clock.now()
    this.#free = Math.max(this.#free, now) + (bytes / this.#perSecond) * 1000
    const ms = this.#free - now
    if (ms > SHORT_MS) await this.#clock.sleep(ms)
  }
}
