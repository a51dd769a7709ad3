import { createHash } from 'node:crypto'
import { pipeline, type Readable } from 'node:stream'
import { AppError } from '../errors/app-error'
import { HeldBody } from './held-body'

interface Expectation {
  /** Exact length. */
  bytes: number
  /** Hex; compared when given. */
  sha256?: string | null
}

/** A body that also proves its SHA-256 before its last chunk leaves. */
export class VerifiedBody extends HeldBody {
  readonly #hash = createHash('sha256')
  readonly #wanted: string | undefined
  #sha256: string | undefined

  constructor({ bytes, sha256 }: Expectation) {
    super(bytes)
    this.#wanted = sha256?.toLowerCase()
  }

  /** Hex digest of the whole body. @throws Error before the body has ended well */
  get sha256(): string {
    if (this.#sha256 === undefined) throw new Error('the body has not ended')
    return this.#sha256
  }

  protected override inspect(chunk: Buffer): void {
    this.#hash.update(chunk)
  }

  protected override verdict(): AppError | null {
    const sha256 = this.#hash.digest('hex')
    if (this.#wanted && this.#wanted !== sha256) {
      const message = 'The file that arrived is not the one that was announced: its SHA-256 differs. Send it again.'
      return new AppError('unprocessable', message)
    }
    this.#sha256 = sha256
    return null
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
