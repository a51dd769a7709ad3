import { Transform, type TransformCallback } from 'node:stream'
import { AppError } from '../errors/app-error'
import { storeUnavailable } from './store-errors'

/** How long a reader waits for the next bytes of a store before it gives up. */
const STALL_MS = 30_000

/**
 * Passes a store's bytes on and vouches for their number: a body that ends early, runs over or stalls while the reader
 * waits becomes an error `unavailable`, never a short success. A slow reader is not a stall.
 */
export class ExactBody extends Transform {
  #left: number
  #timer: NodeJS.Timeout | undefined
  readonly #stallMs: number

  /** @param bytes how many must come @param stallMs milliseconds without a byte while the reader waits */
  constructor(bytes: number, stallMs = STALL_MS) {
    super()
    this.#left = bytes
    this.#stallMs = stallMs
  }

  override _read(size: number): void {
    this.#timer ??= setTimeout(() => this.destroy(new Error('the store stalled')), this.#stallMs)
    super._read(size)
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#disarm()
    this.#left -= chunk.length
    if (this.#left < 0) done(new Error('the store sent more than it said'))
    else done(null, chunk)
  }

  override _flush(done: TransformCallback): void {
    this.#disarm()
    done(this.#left === 0 ? null : new Error(`the store's answer was cut; ${this.#left} bytes are missing`))
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#disarm()
    done(error === null || error instanceof AppError ? error : storeUnavailable(error))
  }

  #disarm(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
