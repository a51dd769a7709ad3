import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { ObjectStore } from '../storage/object-store'

/**
 * Writes a part of a backup: packed, by way of a file, because a store must know the length beforehand.
 * @param draft a file that nobody else uses
 * @returns hex SHA-256 of what was written
 */
export async function putPart(target: ObjectStore, key: string, body: Readable, draft: string): Promise<string> {
  const hash = createHash('sha256')
  const watched = new PassThrough()
  watched.on('data', (chunk: Buffer) => hash.update(chunk))
  await pipeline(body, createGzip({ level: 5 }), watched, createWriteStream(draft, { mode: 0o600 }))
  const { size } = await stat(draft)
  await target.put(key, createReadStream(draft), { bytes: size, contentType: 'application/gzip' })
  return hash.digest('hex')
}
