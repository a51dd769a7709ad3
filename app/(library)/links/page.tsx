import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { LinkList } from '@/components/shares/link-list'
import { env } from '@/lib/env'
import { pageContext } from '@/lib/http/page'
import { listLinks } from '@/lib/shares/own-links'
import { siteUrl } from '../../site-url'

export const metadata: Metadata = { title: 'Share links' }

/** As many as the list asks for at a time. */
const FIRST = 50

/** All one's share links: nothing that was given away is anywhere else. */
export default async function LinksPage() {
  const ctx = await pageContext()
  if (ctx.actor.kind !== 'user') redirect('/login?next=/links')
  const first = await listLinks(ctx, { limit: FIRST }, (await siteUrl())?.origin ?? '')
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-4 px-4 py-6">
      <h1 className="text-display">Share links</h1>
      {first.items.length > 0 && (
        <p className="max-w-prose text-muted">
          Whoever has an address sees what it opens, without an account. A link that you revoke opens nothing from the
          next request on.
          {ctx.store.direct &&
            ` Pictures come straight from the store here: the address of one that somebody has opened works for up to ${Math.ceil(env().S3_URL_TTL / 60)} more minutes.`}
        </p>
      )}
      <LinkList first={first} />
    </div>
  )
}
