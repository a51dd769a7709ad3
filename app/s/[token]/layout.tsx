import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { readTheme } from '@/app/read-theme'
import { LinkGate } from '@/components/visitor/link-gate'
import { OwnerBar } from '@/components/visitor/owner-bar'
import { VisitorFrame } from '@/components/visitor/visitor-frame'
import { env } from '@/lib/env'
import { pageContext } from '@/lib/http/page'
import { isOwnLink } from '@/lib/shares/own-visit'
import { isLocked } from './shared-page'

/** The address of what is sent to somebody is not for others to see. */
export const metadata: Metadata = { referrer: 'no-referrer' }

interface LinkLayoutProps {
  children: ReactNode
  params: Promise<{ token: string }>
}

/** The frame of share links: outside of the library, for people without an account. */
export default async function LinkLayout({ children, params }: LinkLayoutProps) {
  const { token } = await params
  const own = await isOwnLink(await pageContext(), token)
  return (
    <VisitorFrame theme={await readTheme()} tiles={env().MAP_TILES_URL ?? null}>
      {own && <OwnerBar token={token} locked={await isLocked(token)} />}
      <LinkGate>{children}</LinkGate>
    </VisitorFrame>
  )
}
