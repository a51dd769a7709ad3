'use client'
import { useEffect } from 'react'
import { positionInTime } from '../photo-lists/sort-instant'
import type { Anchoring } from './anchoring'
import { anchorAt, firstVisible, saveAnchor } from './grid-anchor'

/** What may lead to another page. */
const LEAVING = ['pointerdown', 'keydown', 'pagehide'] as const

/**
 * Notes where the window stands while one scrolls, and keeps it with the history entry: a moment after the last scroll (browsers limit
 * how often one may write there), and at once before a click, a key or the end of the page leads away.
 */
export function useNotedAnchor({ view, list, timed, anchor, wanted }: Anchoring, ids: readonly string[]): void {
  const { ref, layout } = view
  const { photos, hasPrevious } = list
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
