'use client'
import { AlertDialog as RadixAlert } from 'radix-ui'
import type { ReactNode } from 'react'
import { buttonStyle } from './button-style'
import { DIALOG_PANEL, DIALOG_VEIL } from './dialog'

interface AlertDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The question, with its object: "Delete 12 photos?" */
  title: string
  /** What happens then, in plain words. */
  children: ReactNode
  /** The verb of the question. */
  confirm: string
  cancel?: string
  danger?: boolean
  onConfirm: () => void
}

/** A question that must be answered. Focus begins on the harmless answer. Load it lazily. */
export function AlertDialog(props: AlertDialogProps) {
  const { open, onOpenChange, title, children, confirm, cancel = 'Cancel', danger = false, onConfirm } = props
  return (
    <RadixAlert.Root open={open} onOpenChange={onOpenChange}>
      <RadixAlert.Portal>
        <RadixAlert.Overlay className={DIALOG_VEIL} />
        <RadixAlert.Content className={DIALOG_PANEL}>
          <RadixAlert.Title className="text-title font-semibold">{title}</RadixAlert.Title>
          <RadixAlert.Description asChild>
            <div className="mt-2 text-large text-muted">{children}</div>
          </RadixAlert.Description>
          <div className="mt-6 flex flex-wrap justify-end gap-2">
            <RadixAlert.Cancel className={buttonStyle('secondary')}>{cancel}</RadixAlert.Cancel>
            <RadixAlert.Action className={buttonStyle(danger ? 'danger' : 'primary')} onClick={onConfirm}>
              {confirm}
            </RadixAlert.Action>
          </div>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  )
}
