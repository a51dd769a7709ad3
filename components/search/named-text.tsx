'use client'
import { usePathname } from 'next/navigation'
import { useLayoutEffect } from 'react'
import type { FilterView } from './filter-view'
import { showSearch } from './search-store'
import { rememberName } from './suggest/named-values'

/** Writes the page's filter into the search box with names in the place of ids, and says what they stand for. */
export function NamedText({ view }: { view: Pick<FilterView, 'text' | 'named'> }) {
  const pathname = usePathname()
  const { text, named } = view
  useLayoutEffect(() => {
    for (const [key, name, id] of named) rememberName(key, name, id)
    // While a photo of the list is open the box is empty.
    if (pathname === '/gallery' || pathname === '/map') return showSearch(text)
  }, [pathname, text, named])
  return null
}
