import { runtime } from '../context/runtime'
import type { LinkContext } from './link-door'
import { type FoundLink, openLink } from './open-link'

/** What a page finds at a link's address. */
export type PageLink = { state: 'open'; ctx: LinkContext; found: FoundLink } | { state: 'locked' }

/**
 * For server components: what stands behind a link's address for this visitor. Of a locked one nothing is told, not even a title.
 * @param token of the path
 * @param cookies the Cookie header of the page's request
 * @returns null where there is nothing: answer as for an unknown address
 */
export async function openPageLink(token: string, cookies: string | null): Promise<PageLink | null> {
  const { db, dear, store } = runtime()
  const opened = await openLink(db, token, cookies)
  if (opened === null) return null
  if (opened.state === 'locked') return { state: 'locked' }
  const { actor, found } = opened
  return { state: 'open', found, ctx: { actor, db, dear, store } }
}
