import { createHash } from 'node:crypto'
import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream'
import { AppError } from '../errors'

interface Expectation {
  /** Exact length. */
  bytes: number
  /** Lower-case hex; compared when given. */
  sha256?: string | null
}

/** A body whose last chunk is held back until everything is known to be right. */
export class VerifiedBody extends Transform {
  readonly #hash = createHash('sha256')
  readonly #expected: Expectation
  #seen = 0
  #held: Buffer | undefined
  #sha256: string | undefined

  constructor(expected: Expectation) {
    super()
    this.#expected = expected
  }

  /** Hex digest of the whole body. @throws Error before the body has ended well */
  get sha256(): string {
    if (this.#sha256 === undefined) throw new Error('the body has not ended')
    return this.#sha256
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#seen += chunk.length
    const ready = this.#held
    this.#held = chunk
    this.#hash.update(chunk)
    if (this.#seen > this.#expected.bytes) done(this.#wrongLength('more'))
    else done(null, ready)
  }

  override _flush(done: TransformCallback): void {
    const sha256 = this.#hash.digest('hex')
    const problem = this.#problem(sha256)
    if (!problem) this.#sha256 = sha256
    done(problem, this.#held)
  }

  #problem(sha256: string): AppError | null {
    if (this.#seen < this.#expected.bytes) return this.#wrongLength(String(this.#seen))
    if (!this.#expected.sha256 || this.#expected.sha256.toLowerCase() === sha256) return null
    const message = 'The file that arrived is not the one that was announced: its SHA-256 differs. Send it again.'
    return new AppError('unprocessable', message)
  }

  #wrongLength(came: string): AppError {
    const message = `The file was announced with ${this.#expected.bytes} bytes, but ${came} came. Send it again, whole.`
    return new AppError('unprocessable', message)
  }
}

/**
 * Wraps bytes on their way into a store so that a wrong object is never completed: the last chunk is passed on only
 * once length and SHA-256 are right; otherwise the body ends with an error and the store keeps nothing.
 * @param source the bytes as they come; destroyed together with the result
 * @param expected exact length, and the SHA-256 in hex where it is known
 * @returns a stream for `ObjectStore.put`; its `sha256` is known once put has returned
 * @throws (as stream error) AppError `unprocessable` for another length or hash; errors of `source` as they are
 */
export function verifiedBody(source: Readable, expected: Expectation): VerifiedBody {
  const body = new VerifiedBody(expected)
  pipeline(source, body, () => undefined)
  return body
}
