import type { RefObject } from 'react'
import type { PhotoList } from '../photo-lists/use-photo-pages'
import type { GridAnchor } from './grid-anchor'
import type { GridView } from './use-grid-view'

/** What the parts of the anchor share. */
export interface Anchoring {
  view: GridView
  list: PhotoList
  /** The list is in the order of time, so that any date in it can be jumped to. */
  timed: 'asc' | 'desc' | null
  /** Where the window stands. */
  anchor: RefObject<GridAnchor | null>
  /** Where it is to go as soon as that is there; undefined until the saved anchor was read. */
  wanted: RefObject<GridAnchor | null | undefined>
  /** Moves the window, by the layout as it is now. @returns whether the goal is there */
  move: RefObject<(target: GridAnchor) => boolean>
}
