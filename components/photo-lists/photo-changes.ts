import { errorSentence } from '@/lib/http/api-error'
import { countPhotos, plural } from '@/lib/media/plural'
import type { Photo } from '@/lib/photos/contract'
import type { UpdatePhoto } from '@/lib/photos/edit-contract'
import { showGathered, showToast } from '../ui/toast-store'
import { beginDeleting } from './just-deleted'
import { rememberUndo, undoable } from './last-undo'
import { belongs } from './list-position'
import { pageLists } from './page-lists'

const calls = () => import('./photo-calls')

/** What happens to the files of deleted photos that lie in a source: nothing. Empty where none does. */
export function sourceFileWords(photos: readonly Photo[]): string {
  const there = photos.filter(({ source }) => source).length
  if (there === 0) return ''
  if (there < photos.length) return ` The files of ${countPhotos(there)} in your sources stay where they are.`
  return plural(there, ' Its file stays where it is.', ' Their files stay where they are.')
}

function failed(error: unknown): void {
  showToast(errorSentence(error), { tone: 'danger' })
}

function failedThenRefresh(error: unknown): void {
  failed(error)
  pageLists.refresh()
}

const TRASHED = 'moved to the trash'

const idsOf = (photos: readonly Photo[]) => photos.map(({ id }) => id)

/** Makes photos public or private, with Undo. */
export async function setVisibility(photos: readonly Photo[], visibility: Photo['visibility']): Promise<void> {
  await undoable(saveVisibility(photos, visibility))
}

async function saveVisibility(photos: readonly Photo[], visibility: Photo['visibility']): Promise<boolean> {
  const changing = photos.filter((photo) => photo.visibility !== visibility)
  if (changing.length === 0) {
    showToast(`${plural(photos.length, 'It is', 'They are')} ${visibility} already.`)
    return false
  }
  const ids = idsOf(changing)
  const putBack = pageLists.update(new Set(ids), (photo, query) => {
    const changed = { ...photo, visibility }
    return belongs(changed, query) === false ? null : changed
  })
  const save = async (these: string[], value: Photo['visibility']) => {
    await (await calls()).setVisibility(these, value)
    pageLists.forgetHidden()
  }
  try {
    await save(ids, visibility)
  } catch (error) {
    putBack()
    failed(error)
    return false
  }
  const other = visibility === 'public' ? 'private' : 'public'
  sayChanged(`made ${visibility}`, { photos: changing, putBack }, (all) => save(all, other))
  return true
}

interface Changed {
  photos: readonly Photo[]
  putBack: () => void
}

/**
 * Says how many photos were changed, with Undo; quick changes of the same kind are said, and taken back, together.
 * @param done what follows the number
 * @param undo takes it back on the server; what is shown is put back before
 */
function sayChanged(done: string, part: Changed, undo: (ids: string[]) => Promise<void>): void {
  showGathered(done, part, (parts: Changed[]) => {
    const photos = [...new Map(parts.flatMap((one) => one.photos).map((photo) => [photo.id, photo])).values()]
    const files = done === TRASHED ? sourceFileWords(photos) : ''
    const run = () => {
      for (const { putBack } of [...parts].reverse()) putBack()
      void undo(idsOf(photos)).catch(failedThenRefresh)
    }
    return {
      message: `${countPhotos(photos.length)} ${done}${files && `.${files}`}`,
      action: { label: 'Undo', run: rememberUndo(run) },
    }
  })
}

/** Moves photos to the trash, with Undo; a refusal is said. @returns whether they went */
export function moveToTrash(photos: readonly Photo[]): Promise<boolean> {
  return undoable(trash(photos))
}

async function trash(photos: readonly Photo[]): Promise<boolean> {
  const ids = idsOf(photos)
  const deleting = beginDeleting(ids)
  const putInLists = pageLists.remove(new Set(ids))
  const putBack = () => {
    deleting.takeBack()
    putInLists()
  }
  try {
    await (await calls()).trashPhotos(ids)
    pageLists.forgetHidden()
  } catch (error) {
    putBack()
    failed(error)
    return false
  }
  deleting.done()
  sayChanged(TRASHED, { photos, putBack }, async (all) => {
    await (await calls()).restorePhotos(all)
    pageLists.forgetHidden()
  })
  return true
}

/** Takes photos out of the trash. */
export async function restorePhotos(photos: readonly Photo[]): Promise<void> {
  const ids = idsOf(photos)
  const putBack = pageLists.remove(new Set(ids))
  try {
    await (await calls()).restorePhotos(ids)
    pageLists.forgetHidden()
    showToast(`${countPhotos(ids.length)} restored`)
  } catch (error) {
    putBack()
    failed(error)
  }
}

/** Deletes photos for ever. */
export async function deleteForEver(photos: readonly Photo[]): Promise<void> {
  const { gone, error } = await (await calls()).deleteForEver(idsOf(photos))
  pageLists.remove(new Set(gone))
  if (error) failed(error)
  else showToast(`${countPhotos(gone.length)} deleted for ever`)
}

/** Has a failed photo processed again. */
export async function retryPhoto(photo: Photo): Promise<void> {
  try {
    await (await calls()).retryPhoto(photo.id)
    pageLists.update(new Set([photo.id]), (old) => ({ ...old, status: 'processing', failure: null }))
  } catch (error) {
    failedThenRefresh(error)
  }
}

/** Saves edits of one photo. @throws ApiError so that the form can say what was wrong */
export async function changePhoto(id: string, changes: UpdatePhoto): Promise<Photo> {
  const saved = await (await calls()).changePhoto(id, changes)
  pageLists.update(new Set([id]), () => saved)
  return saved
}
