'use client'
import { Suspense, useSyncExternalStore } from 'react'
import { lazily } from '../ui/lazily'
import { isPanelOpen, subscribePanel } from './search-store'

const OpenFilterPanel = lazily(() => import('./open-filter-panel').then((module) => module.OpenFilterPanel))

/** The place of the filter's panel in the layout; the panel is fetched when it is opened first. */
export function FilterPanelHost({ signedIn }: { signedIn: boolean }) {
  const open = useSyncExternalStore(subscribePanel, isPanelOpen, () => false)
  if (!open) return null
  return (
    <Suspense>
      <OpenFilterPanel signedIn={signedIn} />
    </Suspense>
  )
}
