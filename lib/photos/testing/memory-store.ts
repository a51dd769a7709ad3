import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { AppError, notFound } from '../../errors/app-error'
import { assertKey } from '../../storage/key'
import type { ByteRange, ListedObject, ObjectStore, PutOptions } from '../../storage/object-store'
import { rangeLength } from '../../storage/range'
import { storeConflict, wrongLength } from '../../storage/store-errors'

interface Kept {
  data: Buffer
  contentType: string
  etag: string
  modifiedAt: Date
}

/** An object store for tests of verbs: what is in it can be looked at, its calls counted, and any step made to fail. */
export class MemoryStore implements ObjectStore {
  readonly objects = new Map<string, Kept>()
  readonly calls: string[] = []
  direct = false
  /** Called before each operation; throw to make it fail. */
  before: (operation: string, key: string) => void | Promise<void> = () => {}

  async put(key: string, body: Readable | Buffer, options: PutOptions): Promise<{ etag: string }> {
    if (!Buffer.isBuffer(body)) body.on('error', () => undefined)
    await this.#step('put', key)
    const data = Buffer.isBuffer(body) ? body : await collect(body)
    if (data.length !== options.bytes) throw wrongLength(options.bytes, String(data.length))
    if (options.ifAbsent && this.objects.has(key)) throw storeConflict()
    const etag = `"${createHash('md5').update(data).digest('hex')}-${randomBytes(2).toString('hex')}"`
    this.objects.set(key, { data, contentType: options.contentType, etag, modifiedAt: new Date() })
    return { etag }
  }

  async get(key: string, range?: ByteRange) {
    await this.#step('get', key)
    const kept = this.#kept(key)
    const start = range?.start ?? 0
    const part = kept.data.subarray(start, start + rangeLength(kept.data.length, range))
    return { ...head(kept), body: Readable.from(slices(part), { objectMode: false }) }
  }

  async head(key: string) {
    await this.#step('head', key)
    return head(this.#kept(key))
  }

  async delete(key: string): Promise<void> {
    await this.#step('delete', key)
    this.objects.delete(key)
  }

  async copy(from: string, to: string, ifMatch: string): Promise<{ etag: string }> {
    assertKey(to)
    await this.#step('copy', from)
    const kept = this.#kept(from)
    if (kept.etag !== ifMatch) throw storeConflict()
    this.objects.set(to, { ...kept })
    return { etag: kept.etag }
  }

  async *list(prefix: string): AsyncIterable<ListedObject> {
    await this.#step('list', prefix)
    for (const key of [...this.objects.keys()].filter((one) => one.startsWith(prefix)).sort()) {
      yield { key, ...head(this.#kept(key)) }
    }
  }

  async signGet(key: string) {
    return this.#signed('GET', key)
  }

  async signPut(key: string) {
    return this.#signed('PUT', key)
  }

  async check(): Promise<void> {
    await this.#step('check', '')
  }

  async freeBytes(): Promise<null> {
    return null
  }

  /** Puts an object as a browser with a presigned address would. */
  plant(key: string, data: Buffer, modifiedAt = new Date()): void {
    const etag = `"${createHash('md5').update(data).digest('hex')}"`
    this.objects.set(key, { data, contentType: 'application/octet-stream', etag, modifiedAt })
  }

  #signed(method: 'GET' | 'PUT', key: string) {
    const url = `https://store.example.org/${key}`
    return { method, url, headers: { 'content-type': 'image/jpeg' }, expiresAt: new Date(Date.now() + 60_000) }
  }

  #kept(key: string): Kept {
    const kept = this.objects.get(key)
    if (!kept) throw notFound()
    return kept
  }

  async #step(operation: string, key: string): Promise<void> {
    if (operation !== 'list' && operation !== 'check') assertKey(key)
    this.calls.push(`${operation} ${key}`)
    await this.before(operation, key)
  }
}

/** The error of a store that does not answer. */
export function storeAway(): AppError {
  return new AppError('unavailable', 'the store is away', { retryAfterSeconds: 1 })
}

function head({ data, contentType, etag, modifiedAt }: Kept) {
  return { bytes: data.length, contentType, etag, modifiedAt }
}

function* slices(data: Buffer): Generator<Buffer> {
  for (let start = 0; start < data.length; start += 16_384) yield data.subarray(start, start + 16_384)
}

async function collect(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
