import type { NewFile } from './engine/upload-engine'

const SYSTEM_NAMES = new Set(['thumbs.db', 'desktop.ini', '__macosx', '@eadir', '$recycle.bin', 'icon\r'])

/** What the system or a program put beside the photos, not a person. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || SYSTEM_NAMES.has(part.toLowerCase()))
}

/** Files of a folder dialog or a drop: hidden ones are left out, and a path tells that they came with a folder. */
export function sortFiles(files: readonly File[]): { found: NewFile[]; skipped: string[] } {
  const found: NewFile[] = []
  const skipped: string[] = []
  for (const file of files) {
    const path = file.webkitRelativePath || file.name
    if (isHidden(path)) skipped.push(path)
    else found.push({ file, name: path, fromFolder: file.webkitRelativePath !== '' })
  }
  return { found, skipped }
}

/**
 * Walks dropped folders to the bottom, one directory at a time, and hands over what it finds as it goes.
 * @param found called with the pictures-to-be and the names of what was left out
 */
export async function walkFolders(
  folders: readonly FileSystemDirectoryEntry[],
  found: (files: NewFile[], skipped: string[]) => void,
): Promise<void> {
  const open = [...folders]
  for (let folder = open.pop(); folder; folder = open.pop()) {
    const reader = folder.createReader()
    for (;;) {
      const entries = await readSome(reader)
      if (entries.length === 0) break
      const files: NewFile[] = []
      const skipped: string[] = []
      await Promise.all(
        entries.map(async (entry) => {
          const path = entry.fullPath.replace(/^\//, '')
          if (isHidden(entry.name)) {
            if (entry.isFile) skipped.push(path)
          } else if (entry.isDirectory) open.push(entry as FileSystemDirectoryEntry)
          else {
            const file = await fileOf(entry as FileSystemFileEntry)
            if (file) files.push({ file, name: path, fromFolder: true })
            else skipped.push(path)
          }
        }),
      )
      found(files, skipped)
    }
  }
}

/** A browser gives at most a hundred entries at a time; none means the end. What cannot be read counts as empty. */
function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve) => reader.readEntries(resolve, () => resolve([])))
}

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)))
}
