import { currentToasts, dismissToast, showToast } from '../ui/toast-store'

/** As long as the server can take a batch back. */
const MINUTES = 10

let last: { run: () => void; until: number } | null = null

/** Keeps how to take back what was done last, for Ctrl-Z. @returns the same, which works once */
export function rememberUndo(undo: () => void): () => void {
  let done = false
  const run = () => {
    if (done) return
    done = true
    if (last?.run === run) last = null
    undo()
  }
  last = { run, until: Date.now() + MINUTES * 60_000 }
  return run
}

/** Says what was done and offers Undo; Ctrl-Z does the same for ten minutes. @param undo takes it back */
export function announceWithUndo(message: string, undo: () => void): void {
  showToast(message, { action: { label: 'Undo', run: rememberUndo(undo) } })
}

/** Takes back what was done last; the toast that offered it goes. @returns false when there is nothing that could be */
export function undoLast(): boolean {
  if (!last || last.until < Date.now()) return false
  const { run } = last
  const toast = currentToasts().find(({ action }) => action?.run === run)
  if (toast) dismissToast(toast.id)
  run()
  return true
}
