'use client'
import { usePathname } from 'next/navigation'
import { useEffect, useLayoutEffect } from 'react'
import type { FilterView } from './filter-view'
import { openSearch } from './search-store'
import { rememberName } from './suggest/named-values'

/** Writes the page's filter into the search box with names in the place of ids, and says what they stand for. */
export function NamedText({ text, named }: Pick<FilterView, 'text' | 'named'>) {
  const pathname = usePathname()
  const show = () => {
    for (const [key, name, id] of named) rememberName(key, name, id)
    const typing = document.activeElement instanceof HTMLInputElement && document.activeElement.name === 'q'
    // While a photo of the list is open the box is empty.
    if (!typing && ['/gallery', '/map'].includes(pathname)) openSearch({ text, from: 0, to: 0, shown: true })
  }
  // Before the first frame that shows the page; and once more where the box came with it, and listens only then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it shows hangs on these
  useLayoutEffect(show, [pathname, text])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it shows hangs on these
  useEffect(show, [pathname, text])
  return null
}
