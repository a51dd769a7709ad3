import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { Refusal } from '../fatal'
import type { FoundFile } from './scan-folder'

/** What was a file when the folder was read may be a link or a pipe by now: neither is followed or waited for. */
export const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

export const CHANGED = 'The file changed while it was read.'

export interface HashedFile extends FoundFile {
  sha256: string
}

/**
 * SHA-256 of a file, streamed; its size and time are those of what was read.
 * @throws Refusal where it changed meanwhile or is no plain file; errors of the file system
 */
export async function hashFile(file: FoundFile, onRead: (bytes: number) => void): Promise<HashedFile> {
  const handle = await open(file.path, READ_FLAGS)
  try {
    const before = await handle.stat()
    if (!before.isFile()) throw new Refusal('It is no plain file any more.', 0, 'changed')
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer)
      bytes += (chunk as Buffer).length
      onRead((chunk as Buffer).length)
    }
    const after = await handle.stat()
    if (bytes !== before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs)
      throw new Refusal(CHANGED, 0, 'changed')
    return { ...file, bytes, modifiedAt: before.mtime, sha256: hash.digest('hex') }
  } finally {
    await handle.close()
  }
}
