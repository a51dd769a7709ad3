'use client'
import { useRouter } from 'next/navigation'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

/**
 * A link inside the app, without a reload. Instead of next/link, whose prefetching of pages that are rendered per request
 * anyway costs 6 KB of the 26 KB that the first load may have over an empty app.
 */
export function NavLink({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const router = useRouter()
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    event.preventDefault()
    router.push(href)
  }
  return <a {...rest} href={href} onClick={go} />
}
