'use client'
import { type KeyboardEvent, useRef } from 'react'
import { countPhotos } from '@/lib/media/plural'
import type { Photo } from '@/lib/photos/contract'
import type { GridView } from '../grid/use-grid-view'
import { classNames } from '../ui/class-names'
import { monthLabel } from '../words/date-text'
import { monthByKey } from './month-key'
import { heightOf, positionAt, type ScaleMonth, type ScalePosition, yearLabels } from './timeline-scale'
import { REST, useTimelineAim } from './use-timeline-aim'
import { useTimelineHand } from './use-timeline-hand'
import { useHeight, useTimelinePosition } from './use-timeline-position'

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
  const { position, scrolling } = useTimelinePosition({ scale, order, view, photos, target })
  const aim = useTimelineAim({ scale, order, height, target, jumpTo })
  const { hover, ...handlers } = useTimelineHand(track, scale, aim)
  const shown = aim.wanted ?? position
  const { month = '', count = 0 } = scale[shown.index] ?? {}
  const onKeyDown = (event: KeyboardEvent) => {
    const index = monthByKey(scale, shown.index, event.key)
    if (index === null) return
    event.preventDefault()
    aim.want({ index, part: 0 }, REST)
  }
  const busy = scrolling || aim.wanted !== null
  return (
    <div
      className={classNames(
        'fixed top-[calc(var(--header-height)+12px)] right-(--timeline-right) bottom-[calc(var(--bottom-bar-height)+12px)] z-20 w-12 transition-opacity',
        'max-sm:pointer-events-none',
        !busy && 'max-sm:not-focus-within:opacity-0',
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
        aria-valuetext={`${monthLabel(month)}, ${countPhotos(count)}`}
        {...handlers}
        onKeyDown={onKeyDown}
        className="group relative size-full cursor-ns-resize touch-none outline-none select-none"
      >
        {height > 0 && <Years scale={scale} height={height} />}
        <Marks at={heightOf(scale, shown)} busy={busy} />
        <Bubble scale={scale} wanted={aim.wanted} hover={hover} />
      </div>
    </div>
  )
}

function Years({ scale, height }: { scale: ScaleMonth[]; height: number }) {
  return yearLabels(scale, LABEL / height).map(({ year, at }) => (
    <span
      key={year}
      aria-hidden
      style={{ top: `${at * 100}%` }}
      // The line of the window goes behind it.
      className="tabular absolute right-2 z-10 bg-ground text-small text-muted max-sm:hidden"
    >
      {year}
    </span>
  ))
}

/** Where the window stands: a line, on the phone a handle. */
function Marks({ at, busy }: { at: number; busy: boolean }) {
  const style = { top: `${at * 100}%` }
  return (
    <>
      <span
        aria-hidden
        style={style}
        className="absolute right-0 h-0.5 w-12 -translate-y-1/2 bg-accent group-focus-visible:h-1.5 group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-accent max-sm:hidden"
      />
      <span
        aria-hidden
        style={style}
        className={classNames(
          'absolute right-0 h-12 w-7 -translate-y-1/2 touch-none rounded-l-full border border-r-0 border-line bg-raised shadow-float group-focus-visible:outline-2 group-focus-visible:outline-accent sm:hidden',
          busy && 'pointer-events-auto',
        )}
      >
        <span className="absolute inset-y-4 left-2.5 w-2 border-y-2 border-line-strong" />
      </span>
    </>
  )
}

/** The month that is aimed at or pointed at, and how many photos it has. */
function Bubble({ scale, wanted, hover }: { scale: ScaleMonth[]; wanted: ScalePosition | null; hover: number | null }) {
  const pointed = wanted === null && hover !== null ? positionAt(scale, hover) : null
  const meant = wanted ?? pointed
  if (!meant) return null
  const { month = '', count = 0 } = scale[meant.index] ?? {}
  return (
    <output
      aria-hidden
      style={{ top: `${(pointed ? (hover ?? 0) : heightOf(scale, meant)) * 100}%` }}
      className="pointer-events-none absolute right-full mr-1 -translate-y-1/2 rounded-control border border-line bg-raised px-2.5 py-1 font-semibold whitespace-nowrap shadow-float"
    >
      {monthLabel(month)} <span className="tabular font-normal text-muted">{countPhotos(count)}</span>
    </output>
  )
}
