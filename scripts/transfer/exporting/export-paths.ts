import { safeEntryName } from '@/lib/downloads/entry-names'

/** What a path is made of. Both come from a server: nothing in them is believed to be harmless. */
interface Named {
  id: string
  filename?: string | undefined
  takenAt: string | null
}

const UNDATED = 'undated'

/**
 * Year, month and file name for each photo; a second one of a name gets a number. No two paths differ in case only, and none is
 * what the sidecar of another is called. The same photos in the same order get the same paths.
 * @returns paths by id
 */
export function exportPaths(photos: Named[]): Map<string, string> {
  const taken = new Set<string>()
  const paths = new Map<string, string>()
  for (const { id, filename, takenAt } of photos) {
    const name = safeEntryName(filename ?? '')
    const { stem, extension } = /^(?<stem>.+)(?<extension>\.[A-Za-z0-9]{1,8})$/.exec(name)?.groups ?? {
      stem: name,
      extension: '',
    }
    const folder = folderOf(takenAt)
    let path = `${folder}/${name}`
    for (let number = 2; isTaken(taken, path); number += 1) path = `${folder}/${stem} (${number})${extension}`
    taken.add(fold(path)).add(fold(sidecarPath(path)))
    paths.set(id, path)
  }
  return paths
}

/** Where the sidecar of an exported original lies. */
export function sidecarPath(path: string): string {
  return `${path}.xmp`
}

function isTaken(taken: Set<string>, path: string): boolean {
  return taken.has(fold(path)) || taken.has(fold(sidecarPath(path)))
}

function folderOf(takenAt: string | null): string {
  const [, year, month] = /^(\d{4})-(\d\d)-/.exec(takenAt ?? '') ?? []
  return year && month ? `${year}/${month}` : UNDATED
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
