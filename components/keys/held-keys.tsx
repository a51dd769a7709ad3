'use client'
import { useEffect, useRef } from 'react'
import { type Shortcut, useShortcuts } from './shortcuts'

/** Keys of the bar over a selection; those the grid knows too are answered without it. */
export const BAR_KEYS = ['l', 't', 'f', '0', '1', '2', '3', '4', '5']
/** Keys of the lightbox. */
export const LIGHTBOX_KEYS = [...BAR_KEYS, 'i', 'd', 'z', 'Delete', 'Backspace', 'ArrowLeft', 'ArrowRight', 'Escape']

interface HeldKeysProps {
  keys: string[]
  /** Keeps other keys from what lies below. */
  exclusive?: boolean
}

/**
 * Stands in for something with keys of its own while it is fetched: takes those pressed meanwhile and presses them again
 * when it is there.
 */
export function HeldKeys({ keys, exclusive = false }: HeldKeysProps) {
  const held = useRef<KeyboardEvent[]>([])
  const hold: Shortcut = { keys, label: 'Keys of what is being fetched', run: (event) => held.current.push(event) }
  useShortcuts([hold], { exclusive })
  useEffect(
    () => () => {
      void pressAgain(held.current.splice(0))
    },
    [],
  )
  return null
}

/** Presses keys that came too early, one by one: each may change what the next one means. */
export async function pressAgain(events: readonly KeyboardEvent[]): Promise<void> {
  for (const { key, code, ctrlKey, metaKey, shiftKey } of events) {
    // After those who want them have registered.
    await new Promise((resolve) => setTimeout(resolve))
    const target = document.activeElement ?? document.body
    const init = { key, code, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true }
    target.dispatchEvent(new KeyboardEvent('keydown', init))
  }
}
