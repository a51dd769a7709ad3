'use client'
import { type PointerEvent, type RefObject, useState } from 'react'
import { positionAt, type ScaleMonth } from './timeline-scale'
import { REST, type TimelineAim } from './use-timeline-aim'

/** Mouse and finger on the scrubber: handlers of its track, and `hover`, the height a mouse points at (0 to 1). */
export function useTimelineHand(track: RefObject<HTMLElement | null>, scale: ScaleMonth[], aim: TimelineAim) {
  const [hover, setHover] = useState<number | null>(null)
  const { dragging, latest, want } = aim
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
    want(positionAt(scale, heightAt(event)), REST)
  }
  const onPointerMove = (event: PointerEvent) => {
    setHover(event.pointerType === 'mouse' ? heightAt(event) : null)
    if (dragging.current) want(positionAt(scale, heightAt(event)), REST)
  }
  const onPointerUp = () => {
    if (!dragging.current) return
    dragging.current = false
    if (latest.current) want(latest.current, 0)
  }
  const onPointerLeave = () => setHover(null)
  return { hover, onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onPointerLeave }
}
