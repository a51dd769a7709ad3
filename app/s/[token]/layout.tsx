import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { readTheme } from '@/app/read-theme'
import { VisitorFrame } from '@/components/visitor/visitor-frame'
import { env } from '@/lib/env'

/** What is sent to somebody is not for robots to find, and its address not for others to see. */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: 'no-referrer' }

/** The frame of share links: outside of the library, for people without an account. */
export default async function LinkLayout({ children }: { children: ReactNode }) {
  return (
    <VisitorFrame theme={await readTheme()} tiles={env().MAP_TILES_URL ?? null}>
      {children}
    </VisitorFrame>
  )
}
