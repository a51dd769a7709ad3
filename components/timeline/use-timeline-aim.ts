'use client'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { errorSentence } from '@/lib/http/api-error'
import { showToast } from '../ui/toast-store'
import { monthLabel } from '../words/date-text'
import { dateAt, type ScaleMonth, type ScalePosition } from './timeline-scale'

/** Milliseconds the hand rests before the list follows it. */
export const REST = 220

interface TimelineGoal {
  scale: ScaleMonth[]
  order: 'asc' | 'desc'
  /** Of the track, in CSS pixels. */
  height: number
  /** Is told the month that the list goes to. */
  target: RefObject<string | null>
  jumpTo: (at: string) => Promise<boolean>
}

export interface TimelineAim {
  /** Where the hand points, until the list is there. */
  wanted: ScalePosition | null
  /** The same at once, not as it was last drawn. */
  latest: RefObject<ScalePosition | null>
  /** A hand is on the slider. */
  dragging: RefObject<boolean>
  /** Lets the list follow after some milliseconds of rest. */
  want: (aim: ScalePosition, wait: number) => void
}

/** Takes the list to where somebody aims on the scrubber. */
export function useTimelineAim({ scale, order, height, target, jumpTo }: TimelineGoal): TimelineAim {
  const [wanted, setWanted] = useState<ScalePosition | null>(null)
  const latest = useRef<ScalePosition | null>(null)
  const dragging = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const round = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])

  const go = async (aim: ScalePosition) => {
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
  const want = (aim: ScalePosition, wait: number) => {
    latest.current = aim
    setWanted(aim)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void go(aim), wait)
  }
  return { wanted, latest, dragging, want }
}
