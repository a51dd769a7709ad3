import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { ObjectStore } from '../storage/object-store'
import { BackupError } from './backup-error'

/**
 * Fetches a part of a backup whole, and only then gives it: what is damaged is never begun.
 * @param draft a file that nobody else uses
 * @throws BackupError where its bytes are not those that were written
 */
export async function readPart(
  from: ObjectStore,
  { key, sha256 }: { key: string; sha256: string },
  draft: string,
): Promise<Readable> {
  const { body } = await from.get(key)
  const hash = createHash('sha256')
  const watched = new PassThrough()
  watched.on('data', (chunk: Buffer) => hash.update(chunk))
  await pipeline(body, watched, createWriteStream(draft, { mode: 0o600 }))
  if (hash.digest('hex') !== sha256) throw new BackupError(`${key} is damaged: its SHA-256 is not ${sha256}.`)
  const packed = createReadStream(draft)
  const plain = createGunzip()
  packed.on('error', (error) => plain.destroy(error))
  return packed.pipe(plain)
}
