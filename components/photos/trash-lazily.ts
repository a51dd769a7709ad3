import { errorSentence } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import { showToast } from '../ui/toast-store'

/** Moves photos to the trash. What changes photos is fetched with the first change, not with the grid. */
export async function trashLazily(photos: readonly Photo[]): Promise<void> {
  try {
    await (await import('../photo-lists/photo-changes')).moveToTrash(photos)
  } catch (error) {
    showToast(errorSentence(error), { tone: 'danger' })
  }
}
