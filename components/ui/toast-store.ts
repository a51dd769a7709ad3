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

const listeners = new Set<() => void>()
const timers = new Map<number, ReturnType<typeof setTimeout>>()
let toasts: Toast[] = []
let lastId = 0

function publish(next: Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says something at the foot of the page and to screen readers. @returns its id, for dismissToast */
export function showToast(message: string, options: ToastOptions = {}): number {
  const toast: Toast = { id: ++lastId, message, tone: options.tone ?? 'neutral', action: options.action }
  publish([...toasts.slice(-2), toast])
  holdToast(toast.id, options.duration ?? (options.action ? 10_000 : 5_000))
  return toast.id
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
  publish(toasts.filter((toast) => toast.id !== id))
}

/** Restarts a toast's clock (milliseconds), or stops it with null while it is under the pointer. */
export function holdToast(id: number, duration: number | null): void {
  clearTimeout(timers.get(id))
  if (duration !== null)
    timers.set(
      id,
      setTimeout(() => dismissToast(id), duration),
    )
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function currentToasts(): Toast[] {
  return toasts
}
