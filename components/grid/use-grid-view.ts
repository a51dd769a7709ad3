'use client'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type GridGroup, type GridLayout, type GridMetrics, layoutGrid, linesBetween } from './grid-layout'

/** How far beyond the window tiles are kept, in CSS pixels. */
const OVERSCAN = 700
const GAP = 4

export interface GridView {
  ref: RefObject<HTMLDivElement | null>
  /** Null until the width is known: server HTML and the first client render use photo-flow.tsx. */
  layout: GridLayout | null
  /** The lines to draw, half open. */
  range: { first: number; end: number }
  /** Draws the lines for where the window stands now, for who moved it. */
  update: () => void
}

interface Range {
  first: number
  end: number
  /** The layout it was measured in. */
  layout: GridLayout | null
}

/**
 * The lines that hold what was drawn before the list changed. They are drawn until the window has been measured anew: tiles
 * that stay must stay the same elements, or the focus in them is lost and their pictures blink.
 */
function carriedOver(layout: GridLayout, ids: readonly string[], drawn: readonly string[]): Range | null {
  const wanted = new Set(drawn)
  let [first, end] = [Number.POSITIVE_INFINITY, 0]
  ids.forEach((id, index) => {
    if (!wanted.has(id)) return
    const line = layout.lineOf[index] ?? 0
    first = Math.min(first, line)
    end = Math.max(end, line + 1)
  })
  return end === 0 || end - first > 4 * wanted.size ? null : { first, end, layout: null }
}

/** Measures the grid, lays it out and follows the window's scrolling. */
export function useGridView(
  ratios: readonly number[],
  groups: GridGroup[],
  density: string,
  ids: readonly string[],
): GridView {
  const ref = useRef<HTMLDivElement>(null)
  /** The photo that had the focus in the server's rows: the tile that takes its place gets it. */
  const held = useRef<string | null>(null)
  const size = useGridSize(ref, held, density)
  const origin = useOrigin(ids)
  const layout = useMemo(() => (size ? layoutGrid(ratios, groups, size, origin) : null), [ratios, groups, size, origin])
  const { range, update } = useVisibleRange(ref, layout, ids)
  useLayoutEffect(() => {
    if (held.current === null || range.end === 0) return
    const link = ref.current?.querySelector<HTMLElement>(`[data-photo="${CSS.escape(held.current)}"] a`)
    held.current = null
    link?.focus({ preventScroll: true })
  }, [range])
  return { ref, layout, range, update }
}

/** Index of the photo that rows are begun at: the first one there was, also when others have come in front of it. */
function useOrigin(ids: readonly string[]): number {
  const [id, setId] = useState(ids[0])
  const index = useMemo(() => ids.indexOf(id ?? ''), [ids, id])
  if (index < 0 && ids[0] !== id) setId(ids[0])
  return Math.max(0, index)
}

/** The numbers the grid is laid out by, as the style sheet has them for this window, followed; null before the first measurement. */
function useGridSize(
  ref: RefObject<HTMLDivElement | null>,
  held: RefObject<string | null>,
  density: string,
): GridMetrics | null {
  const [size, setSize] = useState<GridMetrics | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: density changes --row, which measure reads
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const focused = document.activeElement
    if (element.contains(focused)) held.current = focused?.closest<HTMLElement>('[data-photo]')?.dataset.photo ?? null
    const measure = () => {
      const width = element.getBoundingClientRect().width
      const style = getComputedStyle(element)
      const [rowHeight = 0, headerHeight = 0, leastDay = 0, mostRatio = 0] = ['row', 'band', 'start', 'most'].map(
        (name) => Number.parseFloat(style.getPropertyValue(`--${name}`)),
      )
      if (width > 0)
        setSize((old) =>
          old?.width === width && old.rowHeight === rowHeight
            ? old
            : { width, rowHeight, headerHeight, leastDay, mostRatio, gap: GAP },
        )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref, held, density])
  return size
}

/** The lines in and around the window; `update` measures anew. */
function useVisibleRange(
  ref: RefObject<HTMLDivElement | null>,
  layout: GridLayout | null,
  ids: readonly string[],
): Pick<GridView, 'range' | 'update'> {
  const [measured, setMeasured] = useState<Range>({ first: 0, end: 0, layout: null })
  const drawn = useRef<readonly string[]>([])
  const update = useCallback(() => {
    const element = ref.current
    if (!element || !layout) return
    const top = -element.getBoundingClientRect().top
    const next = linesBetween(layout.lines, top - OVERSCAN, top + window.innerHeight + OVERSCAN)
    setMeasured((old) =>
      old.layout === layout && old.first === next.first && old.end === next.end ? old : { ...next, layout },
    )
  }, [ref, layout])
  const range = useMemo(
    () => (layout && measured.layout !== layout && carriedOver(layout, ids, drawn.current)) || measured,
    [layout, measured, ids],
  )
  useLayoutEffect(() => {
    const lines = layout?.lines.slice(range.first, range.end) ?? []
    drawn.current = lines.flatMap(({ tiles }) => tiles.flatMap(({ index }) => ids[index] ?? []))
  }, [layout, range, ids])
  useLayoutEffect(update, [update])
  useEffect(() => {
    // Drawn before the frame that shows the new position, or a quick hand sees an empty window.
    const follow = () => flushSync(update)
    window.addEventListener('scroll', follow, { passive: true })
    window.addEventListener('resize', update)
    return () => {
      window.removeEventListener('scroll', follow)
      window.removeEventListener('resize', update)
    }
  }, [update])
  return { range, update }
}
