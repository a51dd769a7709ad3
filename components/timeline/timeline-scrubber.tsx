'use client'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { errorSentence } from '@/lib/http/client'
import type { Photo } from '@/lib/photos/contract'
import type { GridView } from '../grid/use-grid-view'
import { classNames } from '../ui/class-names'
import { showToast } from '../ui/toast-store'
import { monthLabel } from '../words/dates'
import { countPhotos } from '../words/plural'
import { dateAt, heightOf, placeAt, type ScaleMonth, type ScalePlace, yearLabels } from './timeline-scale'
import { useHeight, useTimelinePlace } from './use-timeline-place'

/** Milliseconds the hand rests before the list follows it. */
const REST = 220
const LABEL = 22

export interface TimelineScrubberProps {
  scale: ScaleMonth[]
  order: 'asc' | 'desc'
  view: GridView
  photos: readonly Photo[]
  jumpTo: (at: string) => Promise<boolean>
}

/** The slider of the months: drag it, click it, or use the arrows (month), page keys (year), Home and End. */
export function TimelineScrubber({ scale, order, view, photos, jumpTo }: TimelineScrubberProps) {
  const track = useRef<HTMLDivElement>(null)
  const height = useHeight(track)
  const target = useRef<string | null>(null)
  const { place, scrolling } = useTimelinePlace({ scale, order, view, photos, target })
  const [wanted, setWanted] = useState<ScalePlace | null>(null)
  const [hover, setHover] = useState<number | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const round = useRef(0)
  const dragging = useRef(false)
  /** Where the hand was last: it may let go before that is drawn. */
  const aimed = useRef<ScalePlace | null>(null)
  useEffect(() => () => clearTimeout(timer.current), [])

  const shown = wanted ?? place
  const { month = '', count = 0 } = scale[shown.index] ?? {}
  const now = `${monthLabel(month)}, ${countPhotos(count)}`

  const go = async (aim: ScalePlace) => {
    const turn = ++round.current
    const one = scale[aim.index]
    if (!one) return
    target.current = one.month
    try {
      const date = dateAt(scale, aim, order, (one.end - one.start) * height)
      if (!(await jumpTo(date))) await jumpTo(one.month)
    } catch (error) {
      showToast(`${monthLabel(one.month)} did not load. ${errorSentence(error)}`, { tone: 'danger' })
    }
    if (turn === round.current && !dragging.current) setWanted(null)
  }
  const want = (aim: ScalePlace, wait: number) => {
    aimed.current = aim
    setWanted(aim)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void go(aim), wait)
  }
  const heightAt = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect()
    return box ? Math.min(0.9999, Math.max(0, (event.clientY - box.top) / box.height)) : 0
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.focus({ preventScroll: true })
    event.currentTarget.setPointerCapture(event.pointerId)
    dragging.current = true
    want(placeAt(scale, heightAt(event)), REST)
  }
  const onPointerMove = (event: PointerEvent) => {
    setHover(event.pointerType === 'mouse' ? heightAt(event) : null)
    if (dragging.current) want(placeAt(scale, heightAt(event)), REST)
  }
  const onPointerUp = () => {
    if (!dragging.current) return
    dragging.current = false
    if (aimed.current) want(aimed.current, 0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const index = nextIndex(scale, shown.index, event.key)
    if (index === null) return
    event.preventDefault()
    want({ index, part: 0 }, REST)
  }

  const pointed = wanted === null && hover !== null ? placeAt(scale, hover) : null
  const words = monthLabel(scale[(pointed ?? shown).index]?.month ?? '')
  const bubbleAt = pointed ? (hover ?? 0) : heightOf(scale, shown)
  const bubble = wanted !== null || pointed !== null
  return (
    <div
      className={classNames(
        'fixed top-[calc(var(--header-height)+12px)] right-(--timeline-right) bottom-[calc(var(--bottom-bar-height)+12px)] z-20 w-12 transition-opacity',
        'max-sm:pointer-events-none',
        !scrolling && wanted === null && 'max-sm:not-focus-within:opacity-0',
      )}
    >
      <div
        ref={track}
        role="slider"
        tabIndex={0}
        aria-label="Timeline"
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={scale.length - 1}
        aria-valuenow={shown.index}
        aria-valuetext={now}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onPointerLeave={() => setHover(null)}
        onKeyDown={onKeyDown}
        className="group relative size-full cursor-ns-resize touch-none outline-none select-none"
      >
        {height > 0 &&
          yearLabels(scale, LABEL / height).map(({ year, at }) => (
            <span
              key={year}
              aria-hidden
              style={{ top: `${at * 100}%` }}
              className="tabular absolute right-2 text-small text-muted max-sm:hidden"
            >
              {year}
            </span>
          ))}
        <span
          aria-hidden
          style={{ top: `${heightOf(scale, shown) * 100}%` }}
          className="absolute right-0 h-0.5 w-12 -translate-y-1/2 bg-accent group-focus-visible:h-1.5 group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-accent max-sm:hidden"
        />
        <span
          aria-hidden
          style={{ top: `${heightOf(scale, shown) * 100}%` }}
          className={classNames(
            'absolute right-0 h-12 w-7 -translate-y-1/2 touch-none rounded-l-full border border-r-0 border-line bg-raised shadow-float group-focus-visible:outline-2 group-focus-visible:outline-accent sm:hidden',
            (scrolling || wanted !== null) && 'pointer-events-auto',
          )}
        >
          <span className="absolute inset-y-4 left-2.5 w-2 border-y-2 border-line-strong" />
        </span>
        {bubble && (
          <output
            aria-hidden
            style={{ top: `${bubbleAt * 100}%` }}
            className="pointer-events-none absolute right-full mr-1 -translate-y-1/2 rounded-control border border-line bg-raised px-2.5 py-1 font-semibold whitespace-nowrap shadow-float"
          >
            {words}
          </output>
        )}
      </div>
    </div>
  )
}

/** The month a key goes to; null for keys that are not the slider's. */
function nextIndex(scale: readonly ScaleMonth[], index: number, key: string): number | null {
  const last = scale.length - 1
  const within = (next: number) => Math.min(last, Math.max(0, next))
  const year = (at: number) => scale[at]?.month.slice(0, -3)
  if (key === 'ArrowDown' || key === 'ArrowRight') return within(index + 1)
  if (key === 'ArrowUp' || key === 'ArrowLeft') return within(index - 1)
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key === 'PageDown') {
    const next = scale.findIndex((_, at) => at > index && year(at) !== year(index))
    return next < 0 ? last : next
  }
  if (key !== 'PageUp') return null
  const before = scale.findLastIndex((_, at) => at < index && year(at) !== year(index))
  return before < 0 ? 0 : scale.findIndex((_, at) => year(at) === year(before))
}
