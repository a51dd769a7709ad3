'use client'
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import type { Photo } from '@/lib/photos/contract'
import type { PhotoList } from '../photo-lists/use-photo-pages'
import type { Anchoring } from './anchoring'
import { anchoredIndex, type GridAnchor, savedAnchor } from './grid-anchor'
import type { GridView } from './use-grid-view'
import { useNotedAnchor } from './use-noted-anchor'

/** Pages of 500 to look through for the position to return to. */
const SEARCH_PAGES = 20

export interface GridMoves {
  /** Brings a tile into the window if it is not there. */
  scrollToIndex: (index: number) => void
  /** What jumps to dates need (use-grid-jump.ts). */
  anchoring: Anchoring
}

/**
 * Keeps the window on the same photo: when photos arrive above it, when the width or the density changes, and when one
 * comes back to this page, also if the photo itself is gone (its neighbour then).
 */
export function useGridAnchor(view: GridView, list: PhotoList, timed: Anchoring['timed']): GridMoves {
  const { photos } = list
  const ids = useMemo(() => photos.map(({ id }) => id), [photos])
  const indexOf = useMemo(() => new Map(ids.map((id, index) => [id, index])), [ids])
  const anchor = useRef<GridAnchor | null>(null)
  const wanted = useRef<GridAnchor | null | undefined>(undefined)
  const moveTo = useMove(view, indexOf)
  const move = useRef(moveTo)
  const anchoring = { view, list, timed, anchor, wanted, move }
  useHeldWindow(anchoring, moveTo, indexOf)
  useNotedAnchor(anchoring, ids)
  return { scrollToIndex: useScrollToIndex(view), anchoring }
}

function useMove({ ref, layout, update }: GridView, indexOf: ReadonlyMap<string, number>) {
  return useCallback(
    (target: GridAnchor): boolean => {
      const index = anchoredIndex(target, indexOf)
      const line = layout?.lines[layout.lineOf[index] ?? -1]
      if (index < 0 || !line || !ref.current) return false
      const gridTop = ref.current.getBoundingClientRect().top + window.scrollY
      window.scrollTo(0, gridTop + line.tilesTop - target.offset)
      update()
      return true
    },
    [indexOf, layout, ref, update],
  )
}

/** After each layout: stays where the window stood, or goes on towards what is wanted and asks for it. */
function useHeldWindow(
  { view, list, timed, anchor, wanted, move }: Anchoring,
  moveTo: (target: GridAnchor) => boolean,
  indexOf: ReadonlyMap<string, number>,
): void {
  const { layout } = view
  const { hasMore, loadUntil, jump } = list
  const searching = useRef(false)
  useLayoutEffect(() => {
    move.current = moveTo
    if (!layout) return
    if (wanted.current === undefined) wanted.current = savedAnchor()
    const goal = wanted.current
    if (goal === null) {
      if (anchor.current) moveTo(anchor.current)
      return
    }
    const arrive = (target: GridAnchor | null | undefined) => {
      wanted.current = null
      if (target && move.current(target)) anchor.current = target
    }
    if (indexOf.has(goal.ids[0] ?? '') || !hasMore) return arrive(goal)
    if (searching.current) return
    searching.current = true
    const goalIsHere = (first: Photo) => {
      wanted.current = { ...goal, ids: [...goal.ids, first.id] }
    }
    const among = (found: readonly Photo[]) => found.some(({ id }) => id === goal.ids[0])
    const search =
      timed && goal.at
        ? jump(goal.at, goalIsHere).catch(() => false)
        : // The photo itself may be gone; its neighbours are as good.
          loadUntil(among, SEARCH_PAGES).then(
            () => true,
            () => true,
          )
    void search.then((found) => {
      searching.current = false
      arrive(found ? wanted.current : null)
    })
  }, [layout, hasMore, indexOf, loadUntil, moveTo, timed, jump, anchor, wanted, move])
}

function useScrollToIndex({ ref, layout }: GridView): (index: number) => void {
  return useCallback(
    (index: number) => {
      const line = layout?.lines[layout.lineOf[index] ?? -1]
      if (!line || !ref.current) return
      const top = ref.current.getBoundingClientRect().top + line.tilesTop
      const bottom = top + line.tilesHeight
      if (top >= 56 && bottom <= window.innerHeight) return
      const centred = window.scrollY + top - Math.max(56, (window.innerHeight - line.tilesHeight) / 2)
      window.scrollTo(0, centred)
    },
    [layout, ref],
  )
}
