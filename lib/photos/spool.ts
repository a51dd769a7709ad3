import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Readable, Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../errors'
import { formatBytes } from './format-bytes'

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

/** As `spooled`, for whoever cannot say in one function how long the file is needed. Nothing is left behind when it throws. */
export async function spool(body: Readable, most: number): Promise<KeptSpool> {
  const folder = await mkdtemp(path.join(tmpdir(), `albumen-upload-${process.pid}-`))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const file = path.join(folder, 'body')
    const measure = new Measure(most)
    await pipeline(body, measure, createWriteStream(file, { flags: 'wx', mode: 0o600 }))
    return { bytes: measure.bytes, sha256: measure.sha256(), open: () => createReadStream(file), remove }
  } catch (error) {
    await remove()
    throw error
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
