import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import { isSystemFolder } from '../../media/classify'
import { compareKeys } from '../compare-keys'
import type { SourceObject } from './reader'

/**
 * The files below a root in the byte order of their keys, from the first key after `after` on. Links are not followed and not listed, nor is
 * what is neither a file nor a folder.
 * @param root absolute path
 * @param onClosed told of each folder that may not be read, with its slash; but for those that belong to the system
 * @throws system errors: a folder that cannot be read is trouble, not an empty folder
 */
export async function* walkFiles(
  root: string,
  after: string | null,
  onClosed: (folder: string) => void = () => undefined,
): AsyncGenerator<SourceObject> {
  yield* walk({ root, after, onClosed }, '')
}

interface Walk {
  root: string
  after: string | null
  onClosed: (folder: string) => void
}

async function* walk(way: Walk, folder: string): AsyncGenerator<SourceObject> {
  const { root, after } = way
  for (const name of await sortedNames(way, folder)) {
    const key = folder + name
    if (key.endsWith('/')) {
      if (after === null || compareKeys(key, after) > 0 || after.startsWith(key)) yield* walk(way, key)
    } else if (after === null || compareKeys(key, after) > 0) {
      const found = await statFile(path.join(root, key))
      if (found) yield { key, ...found }
    }
  }
}

/**
 * What a file is now; null for one that has gone, or is no plain file. The etag is the time of its content, its size, and the time at which anything
 * of it changed: programs that write into a file may set the first back. Numbers of files change with a mount.
 */
export async function statFile(file: string): Promise<Omit<SourceObject, 'key'> | null> {
  const found = await lstat(file, { bigint: true }).catch(ignoringGone)
  return found?.isFile() ? factsOf(found) : null
}

/** What is compared to tell whether a file has changed. */
export function factsOf(found: {
  mtimeNs: bigint
  ctimeNs: bigint
  size: bigint
  mtime: Date
}): Omit<SourceObject, 'key'> {
  const etag = [found.mtimeNs, found.size, found.ctimeNs].map((number) => number.toString(36)).join('-')
  return { etag, bytes: Number(found.size), modifiedAt: found.mtime }
}

/** Whether a file is what was meant by an etag; one from the time before the last part was added says less. */
export function isOfEtag(etag: string, meant: string): boolean {
  return etag === meant || (meant.split('-').length === 2 && etag.startsWith(`${meant}-`))
}

/** For a catch: a file or folder that has gone meanwhile is null. @throws every other error */
export function ignoringGone(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return null
  throw error
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
}

/** Folders carry a slash: so they sort as the keys below them do. A name that is not UTF-8 keeps a mark that says so. */
async function sortedNames({ root, onClosed }: Walk, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    // A folder below that is gone meanwhile, or may not be read, is passed over; the root is not.
    if (folder === '') throw error
    if (!isClosed(error)) return ignoringGone(error) ?? []
    if (!isSystemFolder(folder)) onClosed(folder)
    return []
  })
  return entries
    .flatMap((entry) => (entry.isDirectory() ? [`${entry.name}/`] : entry.isFile() ? [entry.name] : []))
    .sort(compareKeys)
}
