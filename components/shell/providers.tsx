'use client'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { lazily } from '../ui/lazily'
import { Toaster } from '../ui/toast'

const TooltipLayer = lazily(() => import('../ui/tooltip').then((module) => module.TooltipLayer), false)

const SIGNS = ['pointerover', 'pointerdown', 'keydown', 'focusin'] as const

/** What every page needs around it, from the first sign of life on: toasts (here, for they tell of a lost network) and the tooltip. */
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
