'use client'
import { type ReactNode, Suspense, useEffect } from 'react'
import { useFirstSign } from '../keys/early-actions'
import { lazily } from '../ui/lazily'
import { setUploadOwner, uploadOwner } from './engine/upload-owner'

const UploadShell = lazily(() => import('./upload-shell').then((module) => module.UploadShell), false)

/** Milliseconds after which it is fetched without a sign that files may come. */
const QUIET = 1_500

interface UploadProviderProps {
  /** The username of whoever is logged in; null: visitors drop nothing. */
  owner: string | null
  children?: ReactNode
}

/** Makes every page below take files by drop and paste, and shows the panel. Mounted once, in the library's layout. */
export function UploadProvider({ owner, children }: UploadProviderProps) {
  const wanted = useFirstSign(QUIET)
  useEffect(() => {
    if (owner !== null) setUploadOwner(owner)
  }, [owner])
  return (
    <>
      {children}
      {wanted && (owner ?? uploadOwner()) !== null && (
        <Suspense>
          <UploadShell takesFiles={owner !== null} />
        </Suspense>
      )}
    </>
  )
}
