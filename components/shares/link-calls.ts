import type * as z from 'zod'
import { api } from '@/lib/http/client'
import {
  type CreateLink,
  LinkPreview,
  type PreviewLink,
  ShareLink,
  ShareLinkPage,
  type UpdateLink,
} from '@/lib/shares/contract'

/** What a link opens, or would open: an own album, or chosen photos or a filter. */
export type Target = { albumId: string } | { select: CreateLink['select'] }

/** What is said of a link beside what it opens. */
export type LinkSettings = z.infer<typeof UpdateLink>

/** How many photos a link would open, and how many of them are private. @throws ApiError */
export function previewLink(target: Target): Promise<LinkPreview> {
  return api(LinkPreview, 'POST', '/links/preview', target satisfies PreviewLink)
}

/** Makes a link. @throws ApiError */
export function makeLink(target: Target, settings: LinkSettings): Promise<ShareLink> {
  if ('select' in target) return api(ShareLink, 'POST', '/links', { ...target, ...settings })
  return api(ShareLink, 'POST', `/albums/${target.albumId}/links`, settings)
}

/** Links to one album, latest first: more than anybody makes. @throws ApiError */
export async function fetchAlbumLinks(albumId: string): Promise<ShareLink[]> {
  return (await api(ShareLinkPage, 'GET', `/albums/${albumId}/links?limit=100`)).items
}

/** A page of all one's links. @throws ApiError */
export function fetchLinks(cursor: string): Promise<ShareLinkPage> {
  return api(ShareLinkPage, 'GET', `/me/links?limit=50&cursor=${encodeURIComponent(cursor)}`)
}

/** All further links, from a cursor on. @throws ApiError */
export async function fetchAllLinks(cursor: string): Promise<ShareLink[]> {
  const items: ShareLink[] = []
  for (let next: string | null = cursor; next !== null; ) {
    const page = await fetchLinks(next)
    items.push(...page.items)
    next = page.next
  }
  return items
}

/** Changes a link. @throws ApiError */
export function changeLink(id: string, settings: LinkSettings): Promise<ShareLink> {
  return api(ShareLink, 'PATCH', `/me/links/${id}`, settings)
}

/** Takes a link back. @throws ApiError */
export async function revokeLink(id: string): Promise<void> {
  await api(null, 'DELETE', `/me/links/${id}`)
}
