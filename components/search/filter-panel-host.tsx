'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { Suspense, useEffect, useSyncExternalStore } from 'react'
import { lazily } from '../ui/lazily'
import { isPanelOpen, setPanelOpen, subscribePanel } from './search-store'

const FilterPanel = lazily(() => import('./filter-panel').then((module) => module.FilterPanel))

/** Stands in the layout, so that the panel stays as it is while the list beside it changes. */
export function FilterPanelHost({ signedIn }: { signedIn: boolean }) {
  const pathname = usePathname()
  const params = useSearchParams()
  const open = useSyncExternalStore(subscribePanel, isPanelOpen, () => false)
  const home = pathname === '/'
  const list = home || ['/gallery', '/map', '/folders'].includes(pathname)
  // A photo's address lies over its list (the lightbox): the panel waits below it.
  const over = pathname.startsWith('/photos/')
  useEffect(() => {
    if (!list && !over) setPanelOpen(false)
  }, [list, over])
  useEffect(() => {
    document.documentElement.toggleAttribute('data-filter-panel', open)
    return () => document.documentElement.removeAttribute('data-filter-panel')
  }, [open])
  if (!open || !list) return null
  return (
    <Suspense>
      <FilterPanel
        query={home ? (signedIn ? 'owner=me' : 'visibility=public') : params.toString()}
        path={pathname === '/map' ? '/map' : '/gallery'}
        signedIn={signedIn}
        onClose={() => setPanelOpen(false)}
      />
    </Suspense>
  )
}
