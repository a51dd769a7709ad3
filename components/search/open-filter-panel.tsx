'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { FilterPanel } from './filter-panel'
import { setPanelOpen } from './search-store'

/** The open panel of the filter; it stands in the layout, so that it stays as it is while the list beside it changes. */
export function OpenFilterPanel({ signedIn }: { signedIn: boolean }) {
  const pathname = usePathname()
  const params = useSearchParams()
  const home = pathname === '/'
  const list = home || ['/gallery', '/map', '/folders'].includes(pathname)
  // A photo's address lies over its list (the lightbox): the panel waits below it.
  const over = pathname.startsWith('/photos/')
  useEffect(() => {
    if (!list && !over) setPanelOpen(false)
  }, [list, over])
  useEffect(() => {
    document.documentElement.toggleAttribute('data-filter-panel', true)
    return () => document.documentElement.removeAttribute('data-filter-panel')
  }, [])
  if (!list) return null
  return (
    <FilterPanel
      query={home ? (signedIn ? 'owner=me' : 'visibility=public') : params.toString()}
      path={pathname === '/map' ? '/map' : '/gallery'}
      signedIn={signedIn}
      onClose={() => setPanelOpen(false)}
    />
  )
}
