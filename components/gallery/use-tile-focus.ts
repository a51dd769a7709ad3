'use client'
import { type RefObject, useCallback, useEffect, useRef } from 'react'

/** Brings a tile into the window and the focus into it, also where the tile comes into being only after the scroll. */
export function useTileFocus(
  grid: RefObject<HTMLElement | null>,
  scrollToIndex: (index: number) => void,
  setCurrent: (index: number) => void,
): (index: number) => void {
  const wanted = useRef<number | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    const link = grid.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] a`)
    if (!link) return
    wanted.current = null
    link.focus({ preventScroll: true })
  })
  return useCallback(
    (index: number) => {
      setCurrent(index)
      scrollToIndex(index)
      wanted.current = index
    },
    [scrollToIndex, setCurrent],
  )
}
