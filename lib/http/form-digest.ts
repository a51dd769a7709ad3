import { createHash } from 'node:crypto'
import { requestBody } from './request-body'

/**
 * What tells one form from another, made while it is read: the bytes without the boundary, which a client draws anew for
 * each attempt.
 */
export class FormDigest {
  readonly #hash = createHash('sha256')
  readonly #boundary: Buffer
  #kept = Buffer.alloc(0)
  bytes = 0

  /** @param contentType as the request has it */
  constructor(contentType: string) {
    const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? []
    this.#boundary = Buffer.from(`--${quoted ?? plain ?? ''}`)
  }

  update(chunk: Uint8Array): void {
    this.bytes += chunk.length
    const data = Buffer.concat([this.#kept, chunk])
    let from = 0
    for (let at = data.indexOf(this.#boundary); at >= 0; at = data.indexOf(this.#boundary, from)) {
      this.#hash.update(data.subarray(from, at)).update('boundary')
      from = at + this.#boundary.length
    }
    // The end may be the beginning of a boundary.
    const until = Math.max(from, data.length - this.#boundary.length + 1)
    this.#hash.update(data.subarray(from, until))
    this.#kept = data.subarray(until)
  }

  /** Once, at the end. */
  hex(): string {
    return this.#hash.update(this.#kept).digest('hex')
  }
}

const watched = new WeakMap<Request, FormDigest>()

/** Whether a request says that its body is a form with files. */
export function isForm(request: Request): boolean {
  return /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '')
}

/** Makes the reading of a form compute its digest. */
export function watchForm(request: Request): FormDigest {
  const digest = new FormDigest(request.headers.get('content-type') ?? '')
  watched.set(request, digest)
  return digest
}

/** The digest that somebody wants of a form; for its reader. */
export function watchedDigest(request: Request): FormDigest | undefined {
  return watched.get(request)
}

/** Reads a form for nothing but its digest. @param most bytes; beyond them the answer is null */
export async function digestForm(request: Request, most: number): Promise<string | null> {
  const digest = new FormDigest(request.headers.get('content-type') ?? '')
  const { body } = requestBody(request)
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    digest.update(chunk)
    if (digest.bytes > most) return null
  }
  return digest.hex()
}
