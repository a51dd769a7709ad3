'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useState } from 'react'

let stepped = false
if (typeof window !== 'undefined') window.addEventListener('popstate', () => (stepped = true))

/** Whether a screen is opened or loaded anew, and not come back to by a step in the browser's history. */
export function useFreshVisit(): boolean {
  const pathname = usePathname()
  const search = useSearchParams().toString()
  const [fresh] = useState(() => {
    if (!stepped) return true
    const { location } = window
    // A step has changed the address before its screen is drawn; a way forward changes it after that.
    return location.pathname !== pathname || new URLSearchParams(location.search).toString() !== search
  })
  return fresh
}
