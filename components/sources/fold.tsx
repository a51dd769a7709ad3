'use client'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'

/** A part that is opened by its title; what is in it is made, and asked for, only then. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <details
      // It may have been opened before the script came.
      ref={(element) => {
        if (element?.open) setOpen(true)
      }}
      className="group/list border-t border-line"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex min-h-12 list-none items-center gap-2 py-2 font-semibold [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          size={18}
          strokeWidth={1.75}
          className="shrink-0 text-muted transition-transform group-open/list:rotate-90"
        />
        {title}
      </summary>
      {open && <div className="flex flex-col gap-3 pb-6 pl-6.5">{children}</div>}
    </details>
  )
}
