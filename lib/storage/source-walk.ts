import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { SourceObject } from '../sources/reader'
import { compareKeys } from './compare-keys'

/**
 * The files below a root in the byte order of their keys, from the first key after `after` on. Links are not followed and not listed, nor is
 * what is neither a file nor a folder.
 * @param root absolute path
 * @throws system errors: a folder that cannot be read is trouble, not an empty folder
 */
export async function* walkFiles(root: string, after: string | null): AsyncGenerator<SourceObject> {
  yield* walk(root, '', after)
}

async function* walk(root: string, folder: string, after: string | null): AsyncGenerator<SourceObject> {
  for (const name of await sortedNames(path.join(root, folder), folder === '')) {
    const key = folder + name
    if (key.endsWith('/')) {
      if (after === null || compareKeys(key, after) > 0 || after.startsWith(key)) yield* walk(root, key, after)
    } else if (after === null || compareKeys(key, after) > 0) {
      const found = await statFile(path.join(root, key))
      if (found) yield { key, ...found }
    }
  }
}

/** What a file is now; null for one that has gone, or is no plain file. The etag is its time and size: numbers of files change with a mount. */
export async function statFile(file: string): Promise<Omit<SourceObject, 'key'> | null> {
  const found = await lstat(file, { bigint: true }).catch(ignoringGone)
  return found?.isFile() ? factsOf(found) : null
}

export function factsOf(found: { mtimeNs: bigint; size: bigint; mtime: Date }): Omit<SourceObject, 'key'> {
  const etag = `${found.mtimeNs.toString(36)}-${found.size.toString(36)}`
  return { etag, bytes: Number(found.size), modifiedAt: found.mtime }
}

export function ignoringGone(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return null
  throw error
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
}

/** Folders carry a slash: so they sort as the keys below them do. A name that is not UTF-8 keeps a mark that says so. */
async function sortedNames(folder: string, isRoot: boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    // A folder below that is gone meanwhile, or may not be read (lost+found), is passed over; the root is not.
    if (isRoot) throw error
    return isClosed(error) ? [] : (ignoringGone(error) ?? [])
  })
  return entries
    .flatMap((entry) => (entry.isDirectory() ? [`${entry.name}/`] : entry.isFile() ? [entry.name] : []))
    .sort(compareKeys)
}
