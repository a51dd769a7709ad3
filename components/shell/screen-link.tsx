'use client'
import { usePathname } from 'next/navigation'
import type { ComponentProps } from 'react'
import { NavLink } from '../ui/nav-link'

/** A link of the navigation, marked while its screen is shown. */
export function ScreenLink({ href, ...rest }: ComponentProps<typeof NavLink>) {
  return <NavLink {...rest} href={href} aria-current={isCurrent(href, usePathname()) ? 'page' : undefined} />
}

/** Whether a path belongs to a screen: the gallery owns single photos too. */
function isCurrent(href: string, pathname: string): boolean {
  if (href !== '/') return pathname === href || pathname.startsWith(`${href}/`)
  return pathname === '/' || pathname === '/gallery' || pathname.startsWith('/photos/')
}
