'use client'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'

const TooltipLayer = lazy(() => import('./ui/tooltip').then((module) => ({ default: module.TooltipLayer })))
const Toaster = lazy(() => import('./ui/toast').then((module) => ({ default: module.Toaster })))

const SIGNS = ['pointerover', 'pointerdown', 'keydown', 'focusin'] as const

/** What every page needs around it: toasts and the tooltip, fetched at the first sign of life. */
export function Providers({ children }: { children: ReactNode }) {
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    const onSign = () => setTouched(true)
    for (const sign of SIGNS) window.addEventListener(sign, onSign, { once: true, passive: true })
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, onSign)
    }
  }, [])
  return (
    <>
      {children}
      {touched && (
        <Suspense>
          <Toaster />
          <TooltipLayer />
        </Suspense>
      )}
    </>
  )
}
