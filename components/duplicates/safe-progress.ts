import { pageLists } from '../photo-lists/page-lists'
import { createStore } from '../state/create-store'

interface SafeRun {
  /** What is done just now: `Moving`, `Undoing`. */
  word: string
  done: number
  total: number
  isStopping: boolean
}

/** The run that is under way; it goes on when another screen is shown. */
export const safeRun = createStore<SafeRun | null>(null)
/** Grows with each run that ended. */
export const safeRuns = createStore(0)

/** The run has ended: lists are asked for anew. */
export function endRun(): void {
  safeRun.set(null)
  tellLists()
}

/** Many groups came or went. */
export function tellLists(): void {
  safeRuns.set(safeRuns.get() + 1)
  pageLists.refresh()
}
