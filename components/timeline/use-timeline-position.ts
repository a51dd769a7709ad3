'use client'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { AT_UNDATED } from '@/lib/search/language/at-undated'
import { firstVisible } from '../grid/grid-anchor'
import type { GridView } from '../grid/use-grid-view'
import { dayOf } from '../words/photo-text'
import { positionOfDay, type ScaleMonth, type ScalePosition } from './timeline-scale'

/** Milliseconds the scrubber stays on a phone after the last scroll. */
const LINGER = 1500
/** What the header covers, CSS pixels. */
const COVERED = 100

interface TimelineWatch {
  scale: readonly ScaleMonth[]
  order: 'asc' | 'desc'
  view: GridView
  photos: readonly Photo[]
  /** The month that was jumped to: it counts where it shares the first row with the month before. */
  target: RefObject<string | null>
}

/** Where on the scrubber the top of the window stands, and whether somebody scrolls. */
export function useTimelinePosition({ scale, order, view, photos, target }: TimelineWatch) {
  const [position, setPosition] = useState<ScalePosition>({ index: 0, part: 0 })
  const [scrolling, setScrolling] = useState(false)
  const latest = useRef<() => void>(() => undefined)
  latest.current = () => {
    const { ref, layout } = view
    if (!ref.current || !layout) return
    const found = firstVisible(layout, COVERED - ref.current.getBoundingClientRect().top)
    if (!found) return
    const row = layout.lines[layout.lineOf[found.index] ?? -1]?.tiles.flatMap(({ index }) => photos[index] ?? []) ?? []
    const wanted = target.current === AT_UNDATED ? '' : target.current
    const photo = row.find((one) => wanted !== null && isIn(dayOf(one), wanted)) ?? row[0]
    if (photo) setPosition(positionOfDay(scale, dayOf(photo), order))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list that changed under the window has another position
  useEffect(() => latest.current(), [view.layout, scale])
  useEffect(() => {
    let frame = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => latest.current())
      setScrolling(true)
      clearTimeout(timer)
      timer = setTimeout(() => setScrolling(false), LINGER)
    }
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      window.removeEventListener('scroll', onScroll)
    }
  }, [])
  return { position, scrolling }
}

/** Whether a day lies in a month; in no month lies what has no date. */
function isIn(day: string, month: string): boolean {
  return month === '' ? day === '' : day.startsWith(month)
}

/** The height of an element in CSS pixels, followed. */
export function useHeight(ref: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return height
}
