'use client'
import { type Dispatch, type SetStateAction, useCallback, useRef } from 'react'
import type { Photo } from '@/lib/photos/contract'

export interface Selection {
  ids: ReadonlySet<string>
  /** Ticks or unticks one; the next shift-click reaches from here. */
  toggle: (index: number) => void
  /** Ticks everything between the last tick and this one. */
  extendTo: (index: number) => void
  /** Ticks a run of photos, or unticks it when all of it was ticked. */
  toggleRun: (first: number, count: number) => void
  replace: (photos: readonly Photo[]) => void
  clear: () => void
}

/** Ways to tick. @param ids what is ticked, of the photos there are */
export function useSelection(
  photos: readonly Photo[],
  ids: ReadonlySet<string>,
  setTicked: Dispatch<SetStateAction<ReadonlySet<string>>>,
): Selection {
  const anchor = useRef<string | null>(null)

  const toggle = useCallback(
    (index: number) => {
      const id = photos[index]?.id
      if (id === undefined) return
      anchor.current = id
      setTicked((old) => {
        const next = new Set(old)
        if (!next.delete(id)) next.add(id)
        return next
      })
    },
    [photos, setTicked],
  )

  const extendTo = useCallback(
    (index: number) => {
      const from = photos.findIndex(({ id }) => id === anchor.current)
      const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)]
      setTicked((old) => new Set([...old, ...photos.slice(first, last + 1).map(({ id }) => id)]))
      if (from < 0) anchor.current = photos[index]?.id ?? null
    },
    [photos, setTicked],
  )

  const toggleRun = useCallback(
    (first: number, count: number) => {
      const run = photos.slice(first, first + count).map(({ id }) => id)
      anchor.current = run[0] ?? null
      setTicked((old) => {
        const next = new Set(old)
        const all = run.every((id) => old.has(id))
        for (const id of run) all ? next.delete(id) : next.add(id)
        return next
      })
    },
    [photos, setTicked],
  )

  const replace = useCallback((chosen: readonly Photo[]) => setTicked(new Set(chosen.map(({ id }) => id))), [setTicked])
  const clear = useCallback(() => {
    anchor.current = null
    setTicked(new Set())
  }, [setTicked])
  return { ids, toggle, extendTo, toggleRun, replace, clear }
}
