'use client'
import { type RefObject, useEffect, useRef } from 'react'
import type { Photo } from '@/lib/photos/contract'
import type { GridView } from '../grid/use-grid-view'
import type { Selection } from './use-selection'

interface TilePointer {
  photos: readonly Photo[]
  view: GridView
  selection: Selection
  selectable: boolean
  setCurrent: (index: number) => void
  openIndex: (index: number) => void
  /** Somebody has put a finger or the mouse down on a tile: what an open photo needs can be fetched. */
  onDown: () => void
}

/** The tile's place in the list; -1 beside the tiles, and on a mark, which answers clicks of its own. */
function indexOf(target: EventTarget | null): number {
  const hit = target instanceof Element ? target.closest<HTMLElement>('[data-mark],[data-index]') : null
  return Number(hit?.dataset.index ?? -1)
}

/** Clicks, touches and the focus of a grid's tiles. */
export function useTilePointer(pointer: TilePointer): void {
  /** A long press has ticked; the click that ends it means nothing more. */
  const pressed = useRef(false)
  const live = useRef(pointer)
  live.current = pointer
  const handlers = {
    click: (event: MouseEvent) => onClick(event, pointer, pressed),
    pointerdown: (event: PointerEvent) => onPointerDown(event, live, pressed),
    // The browser's own menu would cover what the long press has ticked.
    contextmenu: (event: MouseEvent) => pressed.current && event.preventDefault(),
    focusin: ({ target }: FocusEvent) => {
      const index = indexOf(target)
      if (index >= 0) pointer.setCurrent(index)
    },
  }
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  const grid = pointer.view.ref
  useEffect(() => {
    const element = grid.current
    if (!element) return
    const stop = new AbortController()
    const { signal } = stop
    element.addEventListener('click', (event) => latest.current.click(event), { capture: true, signal })
    element.addEventListener('pointerdown', (event) => latest.current.pointerdown(event), { signal })
    element.addEventListener('contextmenu', (event) => latest.current.contextmenu(event), { signal })
    element.addEventListener('focusin', (event) => latest.current.focusin(event), { signal })
    return () => stop.abort()
  }, [grid])
}

function onClick(event: MouseEvent, pointer: TilePointer, pressed: RefObject<boolean>): void {
  if (!(event.target instanceof Element)) return
  const { view, selection, selectable, setCurrent, openIndex } = pointer
  const day = event.target.closest<HTMLElement>('[data-day]')
  if (day) {
    const group = view.layout?.groups[Number(day.dataset.day)]
    if (group) selection.toggleRun(group.first, group.count)
    return
  }
  const index = indexOf(event.target)
  if (index < 0) return
  const wasPress = pressed.current
  pressed.current = false
  const selecting = selection.ids.size > 0
  const tick = event.target.closest('[data-tick]') !== null
  if (wasPress) {
    event.preventDefault()
    return
  }
  if (selectable && event.shiftKey && (selecting || tick)) {
    event.preventDefault()
    selection.extendTo(index)
    return
  }
  if (!tick && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) return
  event.preventDefault()
  setCurrent(index)
  if (tick || selecting) selection.toggle(index)
  else openIndex(index)
}

function onPointerDown(event: PointerEvent, live: RefObject<TilePointer>, pressed: RefObject<boolean>): void {
  const index = indexOf(event.target)
  if (index < 0) return
  const pointer = live.current
  pointer.onDown()
  pressed.current = false
  if (event.pointerType !== 'touch' || !pointer.selectable) return
  // Without it there is no long press: the marks on the tiles tick as well.
  import('./drag-select').then(
    ({ longPress }) => longPress(event, { live, pressed, from: index, indexOf }),
    () => undefined,
  )
}
