import type { ReactNode } from 'react'
import type { PhotoPage } from '@/lib/photos/contract'
import type { Density } from '../grid/density'

export interface GalleryProps {
  /** The filter as URL parameters: the list this gallery shows. */
  query: string
  /** The first page, rendered by the server. */
  first: PhotoPage | null
  density: Density
  /** Days with headers; off for other orders than by date. */
  days?: boolean
  mode?: 'gallery' | 'trash'
  /** Whether photos can be ticked (somebody is logged in). */
  selectable: boolean
  title: ReactNode
  actions?: ReactNode
  /** What stands between the title and the photos: the conditions of the filter. */
  conditions?: ReactNode
  /** A scrubber over the months at the edge; for lists in the order of time. */
  timeline?: boolean
  empty: ReactNode
}
