'use client'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { AT_UNDATED } from '@/lib/search/language/dates'
import { positionInTime } from '../photo-lists/sort-instant'
import type { PhotoList } from '../photo-lists/use-photo-pages'
import { dayOf } from '../words/photo-text'
import { anchorAt, anchoredIndex, firstVisible, type GridAnchor, saveAnchor, savedAnchor } from './grid-anchor'
import type { GridView } from './use-grid-view'

/** Pages of 500 to look through for the place to return to. */
const SEARCH_PAGES = 20

/** Where a jump puts the first row, below the header and the day's name; CSS pixels. */
const JUMP_OFFSET = 108

/** What may lead to another page. */
const LEAVING = ['pointerdown', 'keydown', 'pagehide'] as const

export interface GridMoves {
  scrollToIndex: (index: number) => void
  /** Goes to a year, month or day, or to what has no date (`none`). Only what lies there is loaded. @throws ApiError */
  jumpTo: (at: string) => Promise<boolean>
}

/**
 * Keeps the window on the same photo: when photos arrive above it, when the width or the density changes, and when one
 * comes back to this page, also if the photo itself is gone (its neighbour then).
 * @param timed the list is in the order of time, so that any place in it can be jumped to
 * @returns scrollToIndex, which brings a tile into the window if it is not there, and jumpTo
 */
export function useGridAnchor(view: GridView, list: PhotoList, timed: 'asc' | 'desc' | null): GridMoves {
  const { ref, layout, update } = view
  const { photos, hasMore, hasPrevious, loadUntil, jump } = list
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
      update()
      return true
    },
    [indexOf, layout, ref, update],
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
    if (timed && goal.at) {
      const goalIsHere = (first: Photo) => {
        wanted.current = { ...goal, ids: [...goal.ids, first.id] }
      }
      jump(goal.at, goalIsHere)
        .catch(() => false)
        .then((found) => {
          searching.current = false
          const left = wanted.current
          wanted.current = null
          if (found && left && latestMove.current(left)) anchor.current = left
        })
      return
    }
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
  }, [layout, hasMore, indexOf, loadUntil, moveTo, timed, jump])

  useNotedAnchor(view, list, timed, ids, anchor, wanted)

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
  const newest = useRef({ photos, hasPrevious })
  useLayoutEffect(() => {
    newest.current = { photos, hasPrevious }
  }, [photos, hasPrevious])
  const jumpTo = useCallback(
    async (at: string) => {
      // As the list is now, not as it was when the hand began to rest.
      const { photos, hasPrevious } = newest.current
      const reached = (photo: Photo) => {
        const day = dayOf(photo).slice(0, at.length)
        if (day === '' || at === AT_UNDATED) return day === ''
        return timed === 'asc' ? day >= at : day <= at
      }
      const here = photos.findIndex(reached)
      const loaded = here > 0 || (here === 0 && !hasPrevious)
      const photo = photos[here]
      if (loaded && photo) {
        anchor.current = here === 0 ? null : { ids: [photo.id], offset: JUMP_OFFSET }
        if (here === 0) window.scrollTo(0, 0)
        else latestMove.current({ ids: [photo.id], offset: JUMP_OFFSET })
        return true
      }
      return jump(at, (first) => {
        wanted.current = { ids: [first.id], offset: JUMP_OFFSET }
      })
    },
    [timed, jump],
  )
  return { scrollToIndex, jumpTo }
}

/**
 * Notes where the window stands while one scrolls, and keeps it with the history entry: a moment after the last scroll (browsers limit
 * how often one may write there), and at once before a click, a key or the end of the page leads away.
 */
function useNotedAnchor(
  { ref, layout }: GridView,
  { photos, hasPrevious }: PhotoList,
  timed: 'asc' | 'desc' | null,
  ids: readonly string[],
  anchor: RefObject<GridAnchor | null>,
  wanted: RefObject<GridAnchor | null | undefined>,
): void {
  useEffect(() => {
    const before = window.history.scrollRestoration
    window.history.scrollRestoration = 'manual'
    return () => {
      window.history.scrollRestoration = before
    }
  }, [])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let address = ''
    const keep = () => {
      if (timer === undefined) return
      clearTimeout(timer)
      timer = undefined
      // The entry may be another one by now, or a photo's that lies over the grid.
      if (window.location.href === address && !window.location.pathname.startsWith('/photos/'))
        saveAnchor(anchor.current)
    }
    const note = () => {
      const element = ref.current
      if (!element || !layout || wanted.current) return
      const top = -element.getBoundingClientRect().top
      const visible = window.scrollY < 60 && !hasPrevious ? null : firstVisible(layout, top)
      const photo = visible ? photos[visible.index] : undefined
      anchor.current = visible ? anchorAt(ids, visible.index, visible.offset) : null
      if (anchor.current && timed && photo) anchor.current.at = positionInTime(photo)
      clearTimeout(timer)
      address = window.location.href
      timer = setTimeout(keep, 150)
    }
    window.addEventListener('scroll', note, { passive: true })
    for (const leaving of LEAVING) window.addEventListener(leaving, keep, { capture: true, passive: true })
    return () => {
      keep()
      window.removeEventListener('scroll', note)
      for (const leaving of LEAVING) window.removeEventListener(leaving, keep, { capture: true })
    }
  }, [ids, photos, layout, ref, hasPrevious, timed, anchor, wanted])
}
