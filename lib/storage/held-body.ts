import { Transform, type TransformCallback } from 'node:stream'
import type { AppError } from '../errors/app-error'
import { wrongLength } from './store-errors'

/**
 * Passes bytes on towards a store but holds the last chunk back until the length is known to be right, so that an
 * object of another length can never be completed. A wrong length ends it with AppError `unprocessable`.
 */
export class HeldBody extends Transform {
  readonly #bytes: number
  readonly #onProgress: () => void
  #seen = 0
  #held: Buffer | undefined

  /** @param bytes exact length @param onProgress called at every chunk */
  constructor(bytes: number, onProgress: () => void = () => undefined) {
    super()
    this.#bytes = bytes
    this.#onProgress = onProgress
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#onProgress()
    this.#seen += chunk.length
    const ready = this.#held
    this.#held = chunk
    this.inspect(chunk)
    if (this.#seen > this.#bytes) done(wrongLength(this.#bytes, 'more'))
    else done(null, ready)
  }

  override _flush(done: TransformCallback): void {
    const problem = this.#seen < this.#bytes ? wrongLength(this.#bytes, `only ${this.#seen}`) : this.verdict()
    done(problem, this.#held)
  }

  /** Sees every chunk in order. */
  protected inspect(_chunk: Buffer): void {}

  /** Asked once all bytes have come; what it returns ends the body before its last chunk leaves. */
  protected verdict(): AppError | null {
    return null
  }
}
