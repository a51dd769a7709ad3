import { errorSentence } from '@/lib/http/api-error'
import { announceWithUndo } from '../photo-lists/last-undo'
import { pageLists } from '../photo-lists/page-lists'
import { showToast } from '../ui/toast-store'

/**
 * Says what a batch did and offers Undo.
 * @param undo the `undo` of the reply; nothing to take back when left out
 * @param changed told after an undo, for what does not follow from the photo lists
 */
export function announceBatch(message: string, undo: string | undefined, changed?: () => void): void {
  if (undo === undefined) return void showToast(message)
  announceWithUndo(message, () => void undoBatch(undo, changed))
}

async function undoBatch(id: string, changed?: () => void): Promise<void> {
  try {
    const { undoMany } = await import('./batch-calls')
    await undoMany(id)
    showToast('Undone')
  } catch (error) {
    showToast(errorSentence(error), { tone: 'danger' })
  }
  pageLists.refresh()
  changed?.()
}
