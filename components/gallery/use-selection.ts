'use client'
import { useCallback, useMemo, useRef, useState } from 'react'
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

/** What is ticked. Ids of photos that left the list stop counting by themselves. */
export function useSelection(photos: readonly Photo[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set())
  const anchor = useRef<string | null>(null)
  const ids = useMemo(() => {
    if (ticked.size === 0) return ticked
    return new Set(photos.flatMap(({ id }) => (ticked.has(id) ? [id] : [])))
  }, [photos, ticked])

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
    [photos],
  )

  const extendTo = useCallback(
    (index: number) => {
      const from = photos.findIndex(({ id }) => id === anchor.current)
      const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)]
      setTicked((old) => new Set([...old, ...photos.slice(first, last + 1).map(({ id }) => id)]))
      if (from < 0) anchor.current = photos[index]?.id ?? null
    },
    [photos],
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
    [photos],
  )

  const replace = useCallback((chosen: readonly Photo[]) => setTicked(new Set(chosen.map(({ id }) => id))), [])
  const clear = useCallback(() => {
    anchor.current = null
    setTicked(new Set())
  }, [])
  return { ids, toggle, extendTo, toggleRun, replace, clear }
}
