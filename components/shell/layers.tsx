'use client'
import { Toaster } from '../ui/toast'
import { TooltipLayer } from '../ui/tooltip'

/** What lies over every page: toasts and the tooltip. */
export function Layers() {
  return (
    <>
      <Toaster />
      <TooltipLayer />
    </>
  )
}
