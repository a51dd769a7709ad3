import { errorSentence } from '@/lib/http/client'
import type { Photo } from '@/lib/photos/contract'
import type { UpdatePhoto } from '@/lib/photos/edit-contract'
import { showToast } from '../ui/toast-store'
import { countPhotos, plural } from '../words/plural'
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

const idsOf = (photos: readonly Photo[]) => photos.map(({ id }) => id)

/** Makes photos public or private, with Undo. */
export async function setVisibility(photos: readonly Photo[], visibility: Photo['visibility']): Promise<void> {
  const changing = photos.filter((photo) => photo.visibility !== visibility)
  if (changing.length === 0) {
    showToast(`${plural(photos.length, 'It is', 'They are')} ${visibility} already.`)
    return
  }
  const ids = idsOf(changing)
  const putBack = pageLists.update(new Set(ids), (photo, query) => {
    const changed = { ...photo, visibility }
    return belongs(changed, query) === false ? null : changed
  })
  const save = async (value: Photo['visibility']) => {
    await (await calls()).setVisibility(ids, value)
    pageLists.forgetHidden()
  }
  try {
    await save(visibility)
  } catch (error) {
    putBack()
    return failed(error)
  }
  const undo = () => {
    putBack()
    save(visibility === 'public' ? 'private' : 'public').catch(failedThenRefresh)
  }
  showToast(`${countPhotos(ids.length)} made ${visibility}`, { action: { label: 'Undo', run: undo } })
}

/** Moves photos to the trash, with Undo. */
export async function moveToTrash(photos: readonly Photo[]): Promise<void> {
  const ids = idsOf(photos)
  const putBack = pageLists.remove(new Set(ids))
  try {
    await (await calls()).trashPhotos(ids)
    pageLists.forgetHidden()
  } catch (error) {
    putBack()
    return failed(error)
  }
  const undo = async () => {
    putBack()
    await (await calls()).restorePhotos(ids)
    pageLists.forgetHidden()
  }
  const files = sourceFileWords(photos)
  showToast(`${countPhotos(ids.length)} moved to the trash${files && `.${files}`}`, {
    action: { label: 'Undo', run: () => void undo().catch(failedThenRefresh) },
  })
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
