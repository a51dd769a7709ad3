'use client'
import type { ReactNode } from 'react'
import { Toaster } from './ui/toast'
import { TooltipLayer } from './ui/tooltip'

/** What every page needs around it on the client: toasts and the tooltip. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Toaster />
      <TooltipLayer />
    </>
  )
}
