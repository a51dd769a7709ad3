'use client'
import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { classNames } from './class-names'
import { currentToasts, dismissToast, holdToast, subscribeToasts, type Toast } from './toast-store'

const NONE: Toast[] = []

/** Where toasts appear; mounted once by Providers. The regions exist from the start, or nothing would be announced. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts, () => NONE)
  const calm = toasts.filter((toast) => toast.tone === 'neutral')
  const urgent = toasts.filter((toast) => toast.tone === 'danger')
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--bottom-bar-height)+var(--toast-lift))] z-[100000] flex flex-col items-center gap-2 px-4">
      <div role="alert" className="contents">
        {urgent.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
      <div role="status" aria-live="polite" className="contents">
        {calm.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </div>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const { action } = toast
  return (
    <div
      onPointerEnter={() => holdToast(toast.id, null)}
      onPointerLeave={() => holdToast(toast.id, 4_000)}
      className={classNames(
        'pointer-events-auto flex max-w-md items-center gap-2 rounded-panel bg-ink py-1 pr-1 pl-4 text-ground shadow-float',
        '[animation:slide-up_160ms_var(--ease-out)]',
      )}
    >
      <span className="py-2">{toast.message}</span>
      {action && (
        <button
          type="button"
          className="h-9 shrink-0 rounded-control px-3 font-semibold underline underline-offset-4"
          onClick={() => {
            dismissToast(toast.id)
            action.run()
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        className="inline-flex size-9 shrink-0 items-center justify-center rounded-control"
        onClick={() => dismissToast(toast.id)}
      >
        <X aria-hidden size={16} strokeWidth={1.75} />
      </button>
    </div>
  )
}
