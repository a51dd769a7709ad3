'use client'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { lazily } from '../ui/lazily'
import { setUploadOwner } from './engine/upload-owner'

const UploadShell = lazily(() => import('./upload-shell').then((module) => module.UploadShell), false)

/** Signs that files may come; without any of them it is fetched when the page is quiet, after these milliseconds. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'dragenter'] as const
const QUIET = 1_500

interface UploadProviderProps {
  /** The username of whoever is logged in; null: visitors drop nothing. */
  owner: string | null
  children?: ReactNode
}

/** Makes every page below take files by drop and paste, and shows the panel. Mounted once, in the library's layout. */
export function UploadProvider({ owner, children }: UploadProviderProps) {
  const [wanted, setWanted] = useState(false)
  const enabled = owner !== null
  useEffect(() => {
    if (!enabled) return
    setUploadOwner(owner)
    const load = () => setWanted(true)
    const timer = setTimeout(load, QUIET)
    for (const sign of SIGNS) window.addEventListener(sign, load, { once: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const sign of SIGNS) window.removeEventListener(sign, load)
    }
  }, [enabled, owner])
  return (
    <>
      {children}
      {wanted && (
        <Suspense>
          <UploadShell takesFiles={enabled} />
        </Suspense>
      )}
    </>
  )
}
