import { createStore } from '../state/create-store'

export interface Toast {
  id: number
  message: string
  tone: 'neutral' | 'danger'
  action?: { label: string; run: () => void }
}

interface ToastOptions {
  tone?: Toast['tone']
  /** One thing to do about it, for example Undo. */
  action?: Toast['action']
  /** Milliseconds until it goes; longer by itself when there is an action. */
  duration?: number
}

const SHORT = 5_000
const LONG = 10_000
const MOST = 3

const shown = createStore<Toast[]>([])
const timers = new Map<number, ReturnType<typeof setTimeout>>()
/** What was said together in one toast, by its id. */
const gathered = new Map<number, { kind: string; parts: unknown[] }>()
let lastId = 0

function publish(next: Toast[]): void {
  const left = new Set(next.map(({ id }) => id))
  for (const { id } of shown.get()) if (!left.has(id)) forget(id)
  shown.set(next)
}

function forget(id: number): void {
  holdToast(id, null)
  gathered.delete(id)
}

/** Says something at the foot of the page and to screen readers, once where it was just said. @returns its id, for dismissToast */
export function showToast(message: string, options: ToastOptions = {}): number {
  const { tone = 'neutral', action, duration = action ? LONG : SHORT } = options
  const toast: Toast = { id: ++lastId, message, tone, action }
  const isSame = (one: Toast) => one.message === message && one.tone === tone && !one.action && !action
  publish([
    ...shown
      .get()
      .filter((one) => !isSame(one))
      .slice(1 - MOST),
    toast,
  ])
  holdToast(toast.id, duration)
  return toast.id
}

/**
 * The same of what a person does many times in a row: one toast that counts, and whose action takes back all of it.
 * @param kind what is done; what has another kind is said by itself
 * @param part what was done now
 * @param say puts into words what was done since the toast came up, in its order
 */
export function showGathered<Part>(
  kind: string,
  part: Part,
  say: (parts: Part[]) => { message: string; action: Toast['action'] },
): void {
  const toasts = shown.get()
  const old = toasts.find(({ id }) => gathered.get(id)?.kind === kind)
  const parts = [...((old && (gathered.get(old.id)?.parts as Part[])) ?? []), part]
  const said = say(parts)
  if (!old) {
    const id = showToast(said.message, { action: said.action })
    gathered.set(id, { kind, parts })
    return
  }
  const isHeld = !timers.has(old.id)
  gathered.set(old.id, { kind, parts })
  publish(toasts.map((toast) => (toast === old ? { ...toast, ...said } : toast)))
  if (!isHeld) holdToast(old.id, LONG)
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  publish(shown.get().filter((toast) => toast.id !== id))
}

/** Takes all of them away. */
export function dismissToasts(): void {
  publish([])
}

/** Restarts a toast's clock (milliseconds), or stops it with null while it is under the pointer. */
export function holdToast(id: number, duration: number | null): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
  if (duration !== null)
    timers.set(
      id,
      setTimeout(() => dismissToast(id), duration),
    )
}

/** What is said just now, oldest first; the same array until it changes. */
export const { get: currentToasts, subscribe: subscribeToasts } = shown
