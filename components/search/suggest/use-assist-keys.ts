'use client'
import { type RefObject, useEffect, useRef } from 'react'

interface AssistKeys<T> {
  items: readonly T[]
  /** Index of the suggestion that the keyboard is on; -1 for none. */
  at: number
  mark: (index: number) => void
  choose: (item: T) => void
  /** Del on a marked one: whether there was something to take away. */
  drop: (item: T) => boolean
  onClose: () => void
}

/** The keys of the search box while suggestions hang under it: arrows mark, Enter and Tab take, Del forgets, Esc closes. */
export function useAssistKeys<T>(input: RefObject<HTMLInputElement | null>, keys: AssistKeys<T>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const element = input.current
    const listen = (event: KeyboardEvent) => onKey(event, latest.current)
    element?.addEventListener('keydown', listen)
    return () => element?.removeEventListener('keydown', listen)
  }, [input])
}

function onKey<T>(event: KeyboardEvent, { items, at, mark, choose, drop, onClose }: AssistKeys<T>): void {
  if (event.isComposing) return
  if (event.key === 'Escape') {
    event.preventDefault()
    event.stopPropagation()
    onClose()
    return
  }
  const chosen = items[at]
  if (chosen && (event.key === 'Enter' || event.key === 'Tab')) {
    event.preventDefault()
    choose(chosen)
    return
  }
  if (chosen && event.key === 'Delete' && drop(chosen)) {
    event.preventDefault()
    return
  }
  if (items.length === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
  event.preventDefault()
  const step = event.key === 'ArrowDown' ? 1 : -1
  mark(((at + 1 + step + items.length + 1) % (items.length + 1)) - 1)
}
