import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../errors'
import { formatBytes } from './format-bytes'

export interface Spooled {
  bytes: number
  /** Hex. */
  sha256: string
  open(): Readable
}

/**
 * Keeps a body of unknown length in a temporary file while `use` runs: a store wants to know the length beforehand.
 * @param most bytes at most
 * @throws AppError too_large, and what the body or `use` throws
 */
export async function spooled<T>(body: Readable, most: number, use: (file: Spooled) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), `albumen-upload-${process.pid}-`))
  try {
    const file = path.join(folder, 'body')
    const hash = createHash('sha256')
    let bytes = 0
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        if (bytes > most) return done(new AppError('too_large', `At most ${formatBytes(most)} are taken for one file.`))
        hash.update(chunk)
        done(null, chunk)
      },
    })
    await pipeline(body, measure, createWriteStream(file, { flags: 'wx', mode: 0o600 }))
    return await use({ bytes, sha256: hash.digest('hex'), open: () => createReadStream(file) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
