'use client'
import { type ReactNode, Suspense } from 'react'
import { useFirstSign } from '../keys/early-actions'
import { lazily } from '../ui/lazily'
import { Toaster } from '../ui/toast'

const TooltipLayer = lazily(() => import('../ui/tooltip').then((module) => module.TooltipLayer), false)

/** What every page needs around it, from the first sign of life on: toasts (here, for they tell of a lost network) and the tooltip. */
export function Providers({ children }: { children: ReactNode }) {
  const touched = useFirstSign()
  return (
    <>
      {children}
      {touched && (
        <>
          <Toaster />
          <Suspense>
            <TooltipLayer />
          </Suspense>
        </>
      )}
    </>
  )
}
