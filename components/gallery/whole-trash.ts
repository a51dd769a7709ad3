import { errorSentence } from '@/lib/http/api-error'
import { countPhotos } from '@/lib/media/plural'
import type { Select } from '@/lib/photos/batch-contract'
import { announceBatch } from '../batch/announce-batch'
import { deleteMany, restoreMany } from '../batch/batch-calls'
import { pageLists } from '../photo-lists/page-lists'
import { showToast } from '../ui/toast-store'

/** All that is in one's own trash. */
export const WHOLE_TRASH: Select = { filter: { owner: 'me', trash: 'true' } }

/** Takes everything out of the trash, says so and offers Undo; a refusal is said. */
export async function restoreAll(): Promise<void> {
  await tell(async () => {
    const { changed, undo } = await restoreMany(WHOLE_TRASH)
    announceBatch(`${countPhotos(changed)} restored`, undo)
  })
}

/** Deletes for ever all that is in the trash, and says so; a refusal is said. */
export async function emptyTrash(): Promise<void> {
  await tell(async () => {
    const { changed } = await deleteMany(WHOLE_TRASH)
    showToast(`${countPhotos(changed)} deleted for ever`)
  })
}

async function tell(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    showToast(errorSentence(error), { tone: 'danger' })
  }
  pageLists.refresh()
}
