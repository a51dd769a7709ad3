'use client'
import type { ReactNode } from 'react'
import { openSearch } from './search-store'

/** Puts the cursor into the search box. */
export function SearchButton({ className, children }: { className: string; children: ReactNode }) {
  return (
    <button type="button" onClick={() => openSearch()} className={className}>
      {children}
    </button>
  )
}
