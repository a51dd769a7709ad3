'use client'
import { type PointerEvent, type RefObject, useRef, useSyncExternalStore } from 'react'
import { createStore } from '../state/create-store'
import { classNames } from '../ui/class-names'
import { sheetEnd } from './sheet-end'

/** Kept from one sheet to the next, so that it stays as it is while one goes from photo to photo. */
const large = createStore(false)

/** Whether sheets cover most of a small screen. */
export function useLargeSheet(): boolean {
  return useSyncExternalStore(large.subscribe, large.get, () => false)
}

interface SheetHandleProps {
  /** What is moved. */
  sheet: RefObject<HTMLElement | null>
  onClose: () => void
  /** Hides it where the sheet stands beside the page. */
  className: string
}

/** The handle at the top of a sheet: pulled down it puts the sheet away, pulled up or pressed it makes it large. */
export function SheetHandle({ sheet, onClose, className }: SheetHandleProps) {
  const isLarge = useLargeSheet()
  const held = useRef<{ from: number; at: number; time: number; speed: number } | null>(null)
  /** It was moved: the click that follows means nothing. */
  const moved = useRef(false)
  const shift = (pixels: number) => {
    if (sheet.current) sheet.current.style.translate = pixels > 0 ? `0 ${pixels}px` : ''
  }
  const take = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    held.current = { from: event.clientY, at: event.clientY, time: event.timeStamp, speed: 0 }
    moved.current = false
  }
  const move = (event: PointerEvent) => {
    const hand = held.current
    if (!hand) return
    const passed = Math.max(1, event.timeStamp - hand.time)
    const speed = (event.clientY - hand.at) / passed
    held.current = { ...hand, at: event.clientY, time: event.timeStamp, speed }
    moved.current ||= Math.abs(event.clientY - hand.from) > 4
    shift(event.clientY - hand.from)
  }
  const letGo = (event: PointerEvent) => {
    const hand = held.current
    held.current = null
    if (!hand) return
    shift(0)
    const end = event.type === 'pointercancel' ? 'stay' : sheetEnd(hand.at - hand.from, hand.speed, isLarge)
    if (end === 'close') onClose()
    else if (end !== 'stay') large.set(end === 'large')
  }
  return (
    <button
      type="button"
      aria-label={isLarge ? 'Make it smaller' : 'Make it larger'}
      onPointerDown={take}
      onPointerMove={move}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onClick={() => moved.current || large.set(!isLarge)}
      className={classNames('absolute top-0 left-1/2 h-6 w-20 -translate-x-1/2 touch-none', className)}
    >
      <span className="mx-auto block h-1 w-9 rounded-full bg-line-strong" />
    </button>
  )
}
