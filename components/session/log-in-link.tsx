'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { NavLink } from '../ui/nav-link'

/** To the log-in and back to this very page. */
export function LogInLink({ className, children }: { className: string; children: ReactNode }) {
  const pathname = usePathname()
  const query = useSearchParams().toString()
  const here = query === '' ? pathname : `${pathname}?${query}`
  return (
    <NavLink href={here === '/' ? '/login' : `/login?next=${encodeURIComponent(here)}`} className={className}>
      {children}
    </NavLink>
  )
}
