import type { RefObject } from 'react'
import type { Photo } from '@/lib/photos/contract'
import type { Selection } from './use-selection'

/** Milliseconds a finger rests on a tile before it is ticked. */
const LONG_PRESS = 450
const ENDS = ['pointerup', 'pointercancel', 'scroll'] as const
/** Pixels from the edge of the screen within which the page scrolls under the finger; below lies the selection's bar. */
const EDGE = { top: 96, bottom: 136 }
/** Pixels a frame, at most. */
const SPEED = 16

interface Press {
  /** What is in the list now, and how it is ticked: more comes while the page scrolls. */
  live: RefObject<{ photos: readonly Photo[]; selection: Selection }>
  /** Set when the press has ticked: the click that ends it means nothing more. */
  pressed: RefObject<boolean>
  /** The tile under the finger. */
  from: number
  /** The tile at a point of the screen; -1 beside the tiles. */
  indexOf: (target: EventTarget | null) => number
}

/**
 * A finger that rests on a tile ticks it, and from then on the tiles it goes over.
 * @param event the touch as it began: this script may have come later, and then the finger may be up or scrolling already
 */
export function longPress(event: PointerEvent, press: Press): void {
  // A touch is captured by what it began on for as long as it lasts (Pointer Events 3, 9.4).
  if (!(event.target instanceof Element && event.target.hasPointerCapture(event.pointerId))) return
  const stop = () => {
    clearTimeout(timer)
    for (const name of ENDS) document.removeEventListener(name, stop, true)
  }
  const tick = () => {
    stop()
    press.pressed.current = true
    navigator.vibrate?.(10)
    const { selection } = press.live.current
    selection.toggle(press.from)
    dragSelect(press, selection.ids)
  }
  const timer = setTimeout(tick, LONG_PRESS - (performance.now() - event.timeStamp))
  for (const name of ENDS) document.addEventListener(name, stop, true)
}

/**
 * After a long press the finger ticks the tiles it goes over, and those between; it unticks them where the first one was ticked. Going back takes back.
 * @param before what was ticked before the long press
 */
function dragSelect({ live, from, indexOf }: Press, before: ReadonlySet<string>): void {
  const stop = new AbortController()
  const { signal } = stop
  const point = { x: 0, y: 0, moved: false }
  let to = from
  const sweep = () => {
    const index = indexOf(document.elementFromPoint(point.x, point.y))
    if (index < 0 || index === to) return
    to = index
    const { photos, selection } = live.current
    selection.replace(swept(photos, before, from, to))
  }
  const scroll = () => {
    if (signal.aborted) return
    const down = point.y - (window.innerHeight - EDGE.bottom)
    const up = EDGE.top - point.y
    const over = down > 0 ? down : up > 0 ? -up : 0
    if (point.moved && over !== 0) {
      window.scrollBy(0, Math.max(-SPEED, Math.min(SPEED, over / 4)))
      sweep()
    }
    requestAnimationFrame(scroll)
  }
  const move = (event: TouchEvent) => {
    const [touch] = event.touches
    if (!touch) return
    // The page stays where it is: the finger ticks.
    event.preventDefault()
    Object.assign(point, { x: touch.clientX, y: touch.clientY, moved: true })
    sweep()
  }
  document.addEventListener('touchmove', move, { passive: false, signal })
  for (const name of ['touchend', 'touchcancel']) document.addEventListener(name, () => stop.abort(), { signal })
  requestAnimationFrame(scroll)
}

/**
 * What is ticked after a finger went from one tile to another.
 * @param before what was ticked when it came down
 */
export function swept(photos: readonly Photo[], before: ReadonlySet<string>, from: number, to: number): Photo[] {
  const [first, last] = [Math.min(from, to), Math.max(from, to)]
  const ticks = !before.has(photos[from]?.id ?? '')
  return photos.filter(({ id }, index) => (index >= first && index <= last ? ticks : before.has(id)))
}
