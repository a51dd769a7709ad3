'use client'
import { Suspense } from 'react'
import { lazily } from '../ui/lazily'
import type { SimilarBarProps } from './similar-bar'

const SimilarBar = lazily(() => import('./similar-bar').then((module) => module.SimilarBar), false)

/** The place above a list of similar photos; other lists do not fetch its script. */
export function SimilarSlot(props: SimilarBarProps) {
  return (
    <Suspense>
      <SimilarBar {...props} />
    </Suspense>
  )
}
