/** Files and folders as a drop, a paste or a file dialog gave them. */
export interface TakenFiles {
  files: File[]
  folders: FileSystemDirectoryEntry[]
}

/** Whether a drag carries files from outside (not a picture of the page itself). */
export function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false
}

/** Takes everything out of a DataTransfer. At once: after the event it is empty. */
export function takeFiles(data: DataTransfer): TakenFiles {
  const taken: TakenFiles = { files: [], folders: [] }
  for (const item of data.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry?.() ?? null
    const file = entry?.isDirectory ? null : item.getAsFile()
    if (entry?.isDirectory) taken.folders.push(entry as FileSystemDirectoryEntry)
    else if (file) taken.files.push(file)
  }
  return taken
}
