import { errorSentence } from '@/lib/http/client'
import { pageLists } from '../photo-lists/page-lists'
import { showToast } from '../ui/toast-store'

/** As long as the server can take a batch back. */
const MINUTES = 10

let last: { id: string; until: number; changed?: () => void } | null = null

/**
 * Says what a batch did and offers Undo; Ctrl-Z does the same for ten minutes.
 * @param undo the `undo` of the reply; nothing to take back when left out
 * @param changed told after an undo, for what does not follow from the photo lists
 */
export function announceBatch(message: string, undo: string | undefined, changed?: () => void): void {
  if (undo === undefined) return void showToast(message)
  last = { id: undo, until: Date.now() + MINUTES * 60_000, changed }
  showToast(message, { action: { label: 'Undo', run: () => void undoBatch(undo, changed) } })
}

/** Takes the last batch back. @returns false when there is none that could be */
export function undoLast(): boolean {
  if (!last || last.until < Date.now()) return false
  void undoBatch(last.id, last.changed)
  return true
}

async function undoBatch(id: string, changed?: () => void): Promise<void> {
  if (last?.id === id) last = null
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
