'use client'
import { Dialog as RadixDialog } from 'radix-ui'
import { DIALOG_VEIL } from '../ui/dialog'
import { QueryProvider } from '../ui/query-provider'
import type { OverProps } from './over'
import { PaletteBox } from './palette-box'

/** Goes to any screen, album, place, camera, tag or person, and runs commands. Load it lazily. */
export function Palette(props: OverProps) {
  return (
    <QueryProvider>
      <RadixDialog.Root open onOpenChange={props.onClose}>
        <RadixDialog.Portal>
          <RadixDialog.Overlay className={DIALOG_VEIL} />
          <RadixDialog.Content
            aria-describedby={undefined}
            className="fixed top-2 left-1/2 z-50 flex max-h-[calc(100dvh-16px)] w-[calc(100vw-16px)] max-w-xl -translate-x-1/2 flex-col overflow-hidden rounded-panel border border-line bg-raised text-ink shadow-float focus:outline-none sm:top-[12dvh] sm:max-h-[70dvh]"
          >
            <RadixDialog.Title className="sr-only">Go to</RadixDialog.Title>
            <PaletteBox {...props} />
          </RadixDialog.Content>
        </RadixDialog.Portal>
      </RadixDialog.Root>
    </QueryProvider>
  )
}
