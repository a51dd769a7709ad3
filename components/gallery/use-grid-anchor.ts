'use client'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Photo } from '@/lib/photos/contract'
import type { PhotoList } from '../photos/use-photo-pages'
import { anchorAt, anchoredIndex, firstVisible, type GridAnchor, saveAnchor, savedAnchor } from './grid-anchor'
import type { GridView } from './use-grid-view'

/** Pages of 500 to look through for the place to return to. */
const SEARCH_PAGES = 20

/**
 * Keeps the window on the same photo: when photos arrive above it, when the width or the density changes, and when one
 * comes back to this page, also if the photo itself is gone (its neighbour then).
 * @returns scrollToIndex, which brings a tile into the window if it is not there
 */
export function useGridAnchor(view: GridView, list: PhotoList): { scrollToIndex: (index: number) => void } {
  const { ref, layout } = view
  const { photos, hasMore, loadUntil } = list
  const ids = useMemo(() => photos.map(({ id }) => id), [photos])
  const indexOf = useMemo(() => new Map(ids.map((id, index) => [id, index])), [ids])
  const anchor = useRef<GridAnchor | null>(null)
  const wanted = useRef<GridAnchor | null | undefined>(undefined)
  const searching = useRef(false)

  const moveTo = useCallback(
    (target: GridAnchor): boolean => {
      const index = anchoredIndex(target, indexOf)
      const line = layout?.lines[layout.lineOf[index] ?? -1]
      if (index < 0 || !line || !ref.current) return false
      const gridTop = ref.current.getBoundingClientRect().top + window.scrollY
      window.scrollTo(0, gridTop + line.tilesTop - target.offset)
      return true
    },
    [indexOf, layout, ref],
  )

  const latestMove = useRef(moveTo)
  useLayoutEffect(() => {
    latestMove.current = moveTo
    if (!layout) return
    if (wanted.current === undefined) wanted.current = savedAnchor()
    const goal = wanted.current
    if (goal === null) {
      if (anchor.current) moveTo(anchor.current)
      return
    }
    if (indexOf.has(goal.ids[0] ?? '') || !hasMore) {
      wanted.current = null
      if (moveTo(goal)) anchor.current = goal
      return
    }
    if (searching.current) return
    searching.current = true
    const among = (found: readonly Photo[]) => found.some(({ id }) => id === goal.ids[0])
    loadUntil(among, SEARCH_PAGES)
      .catch(() => undefined)
      .finally(() => {
        searching.current = false
        const left = wanted.current
        if (left === null || left === undefined) return
        // The photo itself may be gone; its neighbours are as good.
        wanted.current = null
        if (latestMove.current(left)) anchor.current = left
      })
  }, [layout, hasMore, indexOf, loadUntil, moveTo])

  useEffect(() => {
    const before = window.history.scrollRestoration
    window.history.scrollRestoration = 'manual'
    let timer: ReturnType<typeof setTimeout> | undefined
    const note = () => {
      const element = ref.current
      if (!element || !layout || wanted.current) return
      const top = -element.getBoundingClientRect().top
      const visible = window.scrollY < 60 ? null : firstVisible(layout, top)
      anchor.current = visible ? anchorAt(ids, visible.index, visible.offset) : null
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (!window.location.pathname.startsWith('/photos/')) saveAnchor(anchor.current)
      }, 150)
    }
    window.addEventListener('scroll', note, { passive: true })
    return () => {
      clearTimeout(timer)
      window.history.scrollRestoration = before
      window.removeEventListener('scroll', note)
    }
  }, [ids, layout, ref])

  const scrollToIndex = useCallback(
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
  return { scrollToIndex }
}
