import { Transform, type TransformCallback } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** Passes bytes on at a limited rate: what came too fast waits. One per reader, for all that it reads. */
export class Throttle {
  readonly #perSecond: number
  #free = 0
  #bytes = 0

  /** @param bytesPerSecond null for no limit */
  constructor(bytesPerSecond: number | null) {
    this.#perSecond = bytesPerSecond ?? Number.POSITIVE_INFINITY
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
    const now = performance.now()
    this.#free = Math.max(this.#free, now) + (bytes / this.#perSecond) * 1000
    const ms = this.#free - now
    if (ms > 5) await sleep(ms)
  }
}
