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
