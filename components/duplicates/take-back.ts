import { ApiError, errorSentence } from '@/lib/http/api-error'
import type { UndoReply } from '@/lib/photos/batch-contract'
import { undoMany } from '../batch/batch-calls'
import { rememberUndo } from '../photo-lists/last-undo'
import { dismissToast, showToast } from '../ui/toast-store'
import { decisionUndos } from './decision-undos'
import { undoneWords } from './duplicate-words'
import { endRun, safeRun, tellLists } from './safe-progress'

/** How runs of this page are taken back, by their key: what offers it goes with it. */
const offered = new Map<string, () => void>()

/** Says what a run has done and offers to take it back. @param key of its entry */
export function offerTakeBack(message: string, key: string): void {
  const run = rememberUndo(() => {
    offered.delete(key)
    dismissToast(toast)
    void takeBack(key)
  })
  offered.set(key, run)
  const toast = showToast(message, { action: { label: 'Undo', run } })
}

/** Takes back an entry of which only its undos are known: of a run, or of before a reload. */
export async function takeBackKept(key: string): Promise<void> {
  const run = offered.get(key)
  if (run) run()
  else await takeBack(key)
}

/** Whether asking again would not help: the server does not know it any more, or cannot do it. */
export function isOver(error: unknown): boolean {
  return error instanceof ApiError && [404, 409, 410, 422].includes(error.status)
}

async function takeBack(key: string): Promise<void> {
  const undos = [...(decisionUndos.find(key)?.undos ?? [])].reverse()
  const isRun = undos.length > 1
  if (isRun && safeRun.get()) return void showToast('Something is under way. Undo it when that has ended.')
  if (!decisionUndos.hold(key)) return
  const problems: unknown[] = []
  let undone = 0
  const kept: NonNullable<UndoReply['kept']> = []
  for (const [at, { id, isSure }] of undos.entries()) {
    if (isRun) safeRun.set({ word: 'Undoing', done: at, total: undos.length, isStopping: false })
    try {
      kept.push(...((await undoMany(id)).kept ?? []))
      undone += 1
      decisionUndos.drop(id)
    } catch (error) {
      const wasNotDone = !isSure && isOver(error)
      if (!wasNotDone) problems.push(error)
      if (!isOver(error)) break
      decisionUndos.drop(id)
    }
  }
  decisionUndos.release(key)
  if (isRun) endRun()
  else tellLists()
  if (problems.length === 0)
    return void showToast(undone > 0 ? undoneWords(kept) : 'It had not been done: there is nothing to undo.')
  showToast(`${isRun ? 'Not all was undone. ' : ''}${errorSentence(problems[0])}`, { tone: 'danger' })
}
