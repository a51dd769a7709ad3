import { createHash } from 'node:crypto'
import { close, createReadStream, createWriteStream, open, read, write, writev } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Readable, Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { AppError } from '../errors/app-error'
import { formatBytes } from '../media/format-bytes'

export interface Spooled {
  bytes: number
  /** Hex. */
  sha256: string
  open(): Readable
}

/** Until `remove` is called the file takes room on the disk. */
export interface KeptSpool extends Spooled {
  remove(): Promise<void>
}

/**
 * Keeps a body of unknown length in a temporary file while `use` runs: a store wants to know the length beforehand.
 * @param most bytes at most
 * @throws AppError too_large, and what the body or `use` throws
 */
export async function spooled<T>(body: Readable, most: number, use: (file: Spooled) => Promise<T>): Promise<T> {
  const file = await spool(body, most)
  try {
    return await use(file)
  } finally {
    await file.remove()
  }
}

/**
 * As `spooled`, for whoever cannot say in one function how long the file is needed. It has no name any more while it is used: a process
 * that is killed leaves nothing behind.
 */
export async function spool(body: Readable, most: number): Promise<KeptSpool> {
  const file = await openNameless()
  try {
    const measure = new Measure(most)
    await pipeline(body, measure, createWriteStream('', { fd: file.fd, fs: STAYS_OPEN }))
    return { bytes: measure.bytes, sha256: measure.sha256(), open: () => file.read(), remove: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Streams that leave their file open when they end: it is closed once, when nobody needs it any more. */
const STAYS_OPEN = { open, read, write, writev, close: (_fd: number, done: (error: null) => void) => done(null) }

/** An open file without a name. */
class Nameless {
  readonly #readers = new Set<Readable>()
  #closed: Promise<void> | undefined

  constructor(readonly fd: number) {}

  read(): Readable {
    const reader = createReadStream('', { fd: this.fd, start: 0, fs: STAYS_OPEN })
    this.#readers.add(reader)
    reader.once('close', () => this.#readers.delete(reader))
    return reader
  }

  /** Waits for readers that just end: the number of a closed file may be given to another at once. */
  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    for (const reader of this.#readers) reader.destroy()
    await Promise.all([...this.#readers].map((reader) => new Promise((resolve) => reader.once('close', resolve))))
    await promisify(close)(this.fd)
  }
}

async function openNameless(): Promise<Nameless> {
  const folder = await mkdtemp(path.join(tmpdir(), `albumen-upload-${process.pid}-`))
  try {
    return new Nameless(await promisify(open)(path.join(folder, 'body'), 'wx+', 0o600))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Passes bytes on, counted and hashed. */
class Measure extends Transform {
  bytes = 0
  readonly #hash = createHash('sha256')

  constructor(private readonly most: number) {
    super()
  }

  sha256(): string {
    return this.#hash.digest('hex')
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length
    if (this.bytes > this.most) {
      done(new AppError('too_large', `At most ${formatBytes(this.most)} are taken for one file.`))
    } else {
      this.#hash.update(chunk)
      done(null, chunk)
    }
  }
}
