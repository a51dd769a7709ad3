import { currentToasts, dismissToast, showToast } from '../ui/toast-store'

/** As long as the server can take a batch back. */
const MINUTES = 10

/** What is on its way to the server; it tells whether it worked. */
let underWay: Promise<boolean> | null = null

/** Marks work that can be taken back when it is done: Ctrl-Z meanwhile waits for it. @param work false when it did not work @returns the same */
export function undoable(work: Promise<boolean>): Promise<boolean> {
  underWay = work
  const end = () => {
    if (underWay === work) underWay = null
  }
  void work.then(end, end)
  return work
}

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

/** Takes back what was done last, or is being done; the toast that offered it goes. @returns false when there is nothing that could be */
export function undoLast(): boolean {
  if (underWay) {
    void underWay.then((worked) => worked && undoLast())
    return true
  }
  if (!last || last.until < Date.now()) return false
  const { run } = last
  const toast = currentToasts().find(({ action }) => action?.run === run)
  if (toast) dismissToast(toast.id)
  run()
  return true
}
