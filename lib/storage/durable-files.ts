import type { BigIntStats, Dirent } from 'node:fs'
import { type FileHandle, open, readdir, statfs } from 'node:fs/promises'
import type { ObjectHead } from './object-store'

/** What a store says of a file. The etag is the file itself (inode, time, size): files are never changed in place. */
export function describeFile(found: BigIntStats): ObjectHead {
  const etag = [found.ino, found.mtimeNs, found.size].map((part) => part.toString(36)).join('-')
  return { bytes: Number(found.size), etag, modifiedAt: found.mtime, contentType: null }
}

/** Bytes that we may still write to the disk on which a folder lies. */
export async function roomAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Makes names added to or removed from a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

/** Writes a whole chunk, however many calls it takes. */
export async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done)
    done += bytesWritten
  }
}

/** Files and folders (these with a slash behind) in the byte order of the keys below them; links and dot files are left out. */
export async function readSorted(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => !entry.name.startsWith('.')).flatMap(nameOf)
  return names.sort((a, b) => (a < b ? -1 : 1))
}

function nameOf(entry: Dirent): string[] {
  if (entry.isDirectory()) return [`${entry.name}/`]
  return entry.isFile() ? [entry.name] : []
}

/** For `catch`: undefined for a system error of this code; every other error is thrown on. */
export function ignoring(code: string): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined
    throw error
  }
}
