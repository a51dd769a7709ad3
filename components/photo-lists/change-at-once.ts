import { errorSentence } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import { showToast } from '../ui/toast-store'
import { pageLists } from './page-lists'
import { changePhoto } from './photo-changes'

/** Rates or marks a photo: shown at once, put back and said when the server refuses. */
export async function changeAtOnce(
  photo: Pick<Photo, 'id'>,
  changes: Partial<Pick<Photo, 'rating' | 'favourite'>>,
): Promise<void> {
  const putBack = pageLists.update(new Set([photo.id]), (old) => ({ ...old, ...changes }))
  try {
    await changePhoto(photo.id, changes)
  } catch (error) {
    putBack()
    showToast(errorSentence(error), { tone: 'danger' })
  }
}
