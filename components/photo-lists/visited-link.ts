import { type ComponentType, createContext } from 'react'
import type { Photo } from '@/lib/photos/contract'

/** The share link through which a page shows its photos. On every other page there is none, and its home is empty. */
export interface VisitedLink {
  /** The address of the link's page, without a slash at its end. */
  home: string
  /** What stands on each tile beside the picture. */
  Mark?: ComponentType<{ photo: Photo }>
  /** What stands in the lightbox's bar. */
  Act?: ComponentType<{ photo: Photo }>
}

export const VisitedLink = createContext<VisitedLink>({ home: '' })

/** The token of the share link that this page is seen through; null on every other page. Browser only. */
export function linkOfPage(): string | null {
  return /^\/s\/([0-9A-Za-z]+)/.exec(window.location.pathname)?.[1] ?? null
}

/** Where the API has what this page shows: below its share link, where it is seen through one. Browser only. */
export function apiOfPage(): string {
  const token = linkOfPage()
  return token === null ? '/api/v1' : `/api/v1/links/${token}`
}
