import { constants, type Dirent } from 'node:fs'
import { access, lstat, readdir, realpath, stat } from 'node:fs/promises'
import { classifyKey, isSystemFolder } from '@/lib/media/classify'
import { Fatal, reasonOf } from '../fatal'
import { shownPath } from '../shown-path'

export interface FoundFile {
  /** As the file system has it: names need not be UTF-8. */
  path: Buffer
  /** Folder below the imported one, in slashes; '' for the top. Its parts are names for people. */
  folder: string
  name: string
  bytes: number
  modifiedAt: Date
}

export interface FolderScan {
  /** The folder's own name. */
  title: string
  pictures: FoundFile[]
  /** `.json` and `.xmp`: what they are about is said by their names. */
  notes: FoundFile[]
  /** All other files, by what they are called in the summary. */
  others: { file: FoundFile; kind: string }[]
  /** How much of a kind that is no file was left aside. */
  skipped: Map<string, number>
  failed: { file: string; reason: string }[]
}

const KINDS: Record<string, string> = {
  video: 'videos',
  unsupported: 'pictures of other formats',
  unknown: 'files of unknown kinds',
  ignored: 'other files',
  sidecar: 'other files',
}

/**
 * Everything below a folder. Symbolic links are not followed, so nothing outside of it is read; hidden files and the folders in which
 * systems keep thumbnails and trash are left out. What cannot be read is told, and the rest goes on.
 * @throws Fatal where the folder itself cannot be read
 */
export async function scanFolder(root: string): Promise<FolderScan> {
  const real = await openRoot(root)
  const scan: FolderScan = {
    title: real.split(/[/\\]/).at(-1) ?? '',
    pictures: [],
    notes: [],
    others: [],
    skipped: new Map(),
    failed: [],
  }
  const left: { path: Buffer; folder: string }[] = [{ path: Buffer.from(real), folder: '' }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    try {
      for (const entry of await readdir(next.path, { withFileTypes: true, encoding: 'buffer' })) {
        const name = nameOf(entry.name)
        const path = Buffer.concat([next.path, Buffer.from('/'), entry.name])
        const below = await look(scan, entry, { path, folder: next.folder, name })
        if (below) left.push(below)
      }
    } catch (error) {
      scan.failed.push({ file: shownPath(next.folder, ''), reason: reasonOf(error) })
    }
  }
  const order = (file: FoundFile) => `${file.folder}/${file.name}`
  scan.pictures.sort((a, b) => (order(a) < order(b) ? -1 : 1))
  return scan
}

async function openRoot(root: string): Promise<string> {
  try {
    const real = await realpath(root)
    if (!(await stat(real)).isDirectory()) throw new Fatal(`${root} is no folder.`)
    await access(real, constants.R_OK)
    return real
  } catch (error) {
    if (error instanceof Fatal) throw error
    const isThere = !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
    throw new Fatal(`${root} cannot be read: ${isThere ? reasonOf(error) : 'There is no such folder.'}`)
  }
}

/** @returns the folder that an entry is, to be read later */
async function look(
  scan: FolderScan,
  entry: Dirent<Buffer>,
  { path, folder, name }: Pick<FoundFile, 'path' | 'folder' | 'name'>,
): Promise<{ path: Buffer; folder: string } | null> {
  const skip = (kind: string) => scan.skipped.set(kind, (scan.skipped.get(kind) ?? 0) + 1)
  if (entry.isSymbolicLink()) skip('symbolic links')
  else if (entry.isDirectory()) {
    const below = folder === '' ? name : `${folder}/${name}`
    if (!isSystemFolder(`${name}/`)) return { path, folder: below }
    skip('hidden and system folders')
  } else if (!entry.isFile()) skip('pipes, sockets and devices')
  else {
    try {
      const { size, mtime } = await lstat(path)
      keep(scan, { path, folder, name, bytes: size, modifiedAt: mtime })
    } catch (error) {
      scan.failed.push({ file: shownPath(folder, name), reason: reasonOf(error) })
    }
  }
  return null
}

function keep(scan: FolderScan, file: FoundFile): void {
  const kind = classifyKey(file.name, file.bytes)
  if (kind === 'photo' || kind === 'raw') scan.pictures.push(file)
  else if (/\.(json|xmp)$/i.test(file.name) && !file.name.startsWith('.')) scan.notes.push(file)
  else scan.others.push({ file, kind: KINDS[kind] ?? 'other files' })
}

/** A name in UTF-8, or, where it is none, in Latin-1: old cameras and zips wrote such. */
function nameOf(raw: Buffer): string {
  const text = raw.toString('utf8')
  return Buffer.from(text).equals(raw) ? text : raw.toString('latin1')
}
