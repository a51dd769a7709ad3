'use client'
import { type ReactNode, Suspense, useEffect } from 'react'
import { useFirstSign } from '../keys/early-actions'
import { lazily } from '../ui/lazily'

const load = () => import('./layers')
const Layers = lazily(() => load().then((module) => module.Layers), false)
/** Milliseconds after which the layers are fetched without a sign: a toast may have to tell that the network is gone. */
const QUIET = 500

/** What every page needs around it, from the first sign of life on: toasts and the tooltip. */
export function Providers({ children }: { children: ReactNode }) {
  const touched = useFirstSign()
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), QUIET)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      {children}
      {touched && (
        <Suspense>
          <Layers />
        </Suspense>
      )}
    </>
  )
}
