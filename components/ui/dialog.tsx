'use client'
import { X } from 'lucide-react'
import { Dialog as RadixDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** Classes of what covers the page behind a dialog. */
export const DIALOG_VEIL = 'fixed inset-0 z-50 bg-veil'
/** Classes of a dialog. */
export const DIALOG_PANEL =
  'fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] max-w-md -translate-x-1/2 -translate-y-1/2 ' +
  'overflow-y-auto rounded-panel border border-line bg-raised p-6 text-ink shadow-float focus:outline-none'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** Esc and a click beside it do nothing: what it shows cannot be seen again. */
  stays?: boolean
  description?: ReactNode
  className?: string
  children: ReactNode
}

const prevent = (event: Event) => event.preventDefault()

/** A dialog that can be left by Esc, by a click beside it (unless it `stays`) and by its cross. Load it lazily. */
export function Dialog({ open, onOpenChange, title, stays, description, className, children }: DialogProps) {
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={DIALOG_VEIL} />
        <RadixDialog.Content
          className={classNames(DIALOG_PANEL, className)}
          {...(stays ? { onEscapeKeyDown: prevent, onInteractOutside: prevent } : {})}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <RadixDialog.Title className="pr-10 text-title font-semibold">{title}</RadixDialog.Title>
          {description && <RadixDialog.Description className="mt-1 text-muted">{description}</RadixDialog.Description>}
          <div className="mt-4">{children}</div>
          <RadixDialog.Close
            aria-label="Close"
            className="absolute top-4 right-4 inline-flex size-9 items-center justify-center rounded-control hover:bg-sunken"
          >
            <X aria-hidden size={20} strokeWidth={1.75} />
          </RadixDialog.Close>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
