import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, unauthorized } from 'next/navigation'
import { cache } from 'react'
import { albumSummary } from '@/components/albums/album-summary'
import type { LinkContext } from '@/lib/shares/link-door'
import type { FoundLink } from '@/lib/shares/open-link'
import { openPageLink } from '@/lib/shares/page-link'
import { getSharedLink } from '@/lib/shares/shared-photos'
import type { SharedLink } from '@/lib/shares/visitor-contract'
import { publicMetadata } from '../../public-metadata'

interface SharedPage {
  ctx: LinkContext
  found: FoundLink
  link: SharedLink
}

/** What stands at a link's address for this visitor; asked once for a page and its head. */
const openOnce = cache(async (token: string): Promise<SharedPage | 'locked' | null> => {
  const opened = await openPageLink(token, (await headers()).get('cookie'))
  if (opened === null || opened.state === 'locked') return opened && 'locked'
  const { ctx, found } = opened
  return { ctx, found, link: await getSharedLink(ctx, found) }
})

/** Whether this visitor has not given its password yet. */
export async function isLocked(token: string): Promise<boolean> {
  return (await openOnce(token)) === 'locked'
}

/** What a link opens. A locked one asks for its password (401), an unknown, revoked or expired one is not there (404). */
export async function openShared(token: string): Promise<SharedPage> {
  const page = await openOnce(token)
  if (page === null) notFound()
  if (page === 'locked') unauthorized()
  return page
}

/**
 * The head of a link's pages. Only where anybody may see what it shows there is a card for messengers, with its cover.
 * @param isThere whether what the page is about is in the link: the head of a page that is not there tells nothing
 */
export async function sharedMetadata(
  token: string,
  isThere: (page: SharedPage) => Promise<boolean> = async () => true,
): Promise<Metadata> {
  const page = await openOnce(token)
  if (page === 'locked') return { title: 'Password' }
  if (page === null || !(await isThere(page))) return { title: 'Not found' }
  const { link } = page
  const title = link.title || `Photos from ${link.owner.name}`
  if (link.hasPassword) return { title, robots: NONE }
  const card = await publicMetadata({
    title,
    name: title,
    description: link.description || `${albumSummary(link)} · shared by ${link.owner.name}`,
    path: `/s/${token}`,
    type: 'website',
    image: link.cover && { url: link.cover.url.replace('/thumb?', '/preview?'), alt: title },
  })
  return { ...card, robots: NONE }
}

/** What is sent to somebody is not for robots to find. Next says the same of pages that are not there or locked, by itself. */
const NONE = { index: false, follow: false }
