import { guestName } from '../guests/guest-name'
import { linkOfPage } from '../photo-lists/page-of-link'
import { showToast } from '../ui/toast-store'
import { loadEngine } from './load-engine'
import type { TakenFiles } from './take-files'
import { uploadAlbum } from './upload-album'
import { uploadVisibility } from './upload-visibility'

/**
 * Hands files and folders to the engine with the visibility chosen in this tab: the panel tells the rest.
 * @returns whether the engine has them
 */
export async function startUpload({ files, folders }: TakenFiles): Promise<boolean> {
  if (files.length + folders.length === 0) return false
  const link = linkOfPage()
  // Whose photos these are, the owner of a share link is told.
  if (link !== null && (await guestName(link, 'add')) === null) return false
  const visibility = uploadVisibility()
  const album = uploadAlbum()?.id ?? null
  try {
    const [engine, { sortFiles, walkFolders }] = await Promise.all([loadEngine(), import('./walk-folders')])
    const { found, skipped } = sortFiles(files)
    engine.add(found, visibility, album)
    engine.skipped(skipped)
    await walkFolders(folders, (more, left) => {
      engine.add(more, visibility, album)
      engine.skipped(left)
    })
    return true
  } catch {
    showToast('The upload could not be started. Check the connection and try again.', { tone: 'danger' })
    return false
  }
}
