'use client'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { keyName, type Shortcut, useShortcuts } from './shortcuts'

/**
 * What people do before the script that answers it is there: keys, typing, first signs of life, and what they wrote or chose in
 * fields. It is kept here, and handed to whoever comes to take it; nothing a quick person does is lost.
 */

/** Keys of the bar over a selection; those the grid knows too are answered without it. */
export const BAR_KEYS = [...'ltfe012345-r[]']
/** Keys of a grid whose photos can be ticked. */
export const SELECTION_KEYS = [...BAR_KEYS, 'x', 'd', 'Mod+a', 'Delete', 'Backspace']
/** Keys of what lies over the picture in the lightbox. */
export const OVERLAY_KEYS = [...BAR_KEYS, 'i', 'd', 'z', 'Delete', 'Backspace']
/** Keys of the lightbox. */
export const LIGHTBOX_KEYS = [...OVERLAY_KEYS, 'ArrowLeft', 'ArrowRight', 'Escape']

/** Keys that mean something else once an earlier one has been answered: behind one that waits they wait, too. */
const FOLLOWING = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Escape']

interface HeldKeysOptions {
  /** Keeps other keys from what lies below. */
  exclusive?: boolean
  /** What the keys are meant for is still on its way. */
  waiting?: boolean
}

/** Takes keys that are meant for something which is being fetched, and presses them again when it is there. */
export function useHeldKeys(keys: string[], { exclusive = false, waiting = true }: HeldKeysOptions): void {
  const held = useRef<KeyboardEvent[]>([])
  const hold: Shortcut = {
    keys: [...keys, ...FOLLOWING],
    label: '',
    run: (event) => (held.current.length > 0 || keys.includes(keyName(event) ?? '')) && held.current.push(event),
  }
  useShortcuts([hold], { exclusive, enabled: waiting })
  useEffect(() => {
    if (!waiting) return
    return () => {
      void pressAgain(held.current.splice(0))
    }
  }, [waiting])
}

/** Holds keys as long as it is mounted: the stand-in of something with keys of its own. */
export function HeldKeys({ keys, exclusive }: { keys: string[]; exclusive?: boolean }) {
  useHeldKeys(keys, { exclusive })
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

/** Typing that is meant for a line which is still on its way. */
export interface KeptTyping {
  /** Stops keeping. @returns the text typed so far; null when Escape called it off */
  end: () => string | null
}

/** Keeps what is typed from now on away from the page. */
export function keepTyping(): KeptTyping {
  let text: string | null = ''
  const stop = () => window.removeEventListener('keydown', onKey, { capture: true })
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || text === null) return
    if (event.key === 'Escape') {
      text = null
      stop()
    } else if (event.key === 'Backspace') text = text.slice(0, -1)
    else if (event.key.length === 1) text += event.key
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('keydown', onKey, { capture: true })
  return {
    end: () => {
      stop()
      return text
    },
  }
}

/**
 * Hands over what a field or form of the server's HTML holds when the script takes over: no event tells of it any more.
 * @param take is called once, with the element
 */
export function useEarlyInput<T extends HTMLElement>(ref: RefObject<T | null>, take: (element: T) => void): void {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    if (ref.current) latest.current(ref.current)
  }, [ref])
}

/**
 * Keeps a click on what the server has drawn and whose script is still on its way.
 * @param ref what stands around it; its own script is there
 * @returns called by what came: it is clicked again
 */
export function useEarlyClick(ref: RefObject<HTMLElement | null>): () => void {
  const kept = useRef<HTMLElement | null>(null)
  const ready = useRef(false)
  useEffect(() => {
    const keep = ({ target }: MouseEvent) => {
      if (ready.current || !(target instanceof Element) || !ref.current?.contains(target)) return
      kept.current = target.closest('button')
    }
    // At the window: React stops such a click at the document, for it knows nobody there who could take it.
    window.addEventListener('click', keep, { capture: true })
    return () => window.removeEventListener('click', keep, { capture: true })
  }, [ref])
  return useCallback(() => {
    ready.current = true
    kept.current?.click()
    kept.current = null
  }, [])
}

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'scroll', 'dragenter'] as const

/**
 * Whether somebody moved, touched or typed yet: what adds to a page without being part of it is fetched then.
 * @param quiet milliseconds after which it is true without a sign
 */
export function useFirstSign(quiet?: number): boolean {
  const [given, setGiven] = useState(false)
  useEffect(() => {
    const onSign = () => setGiven(true)
    const timer = quiet && setTimeout(onSign, quiet)
    for (const sign of SIGNS) window.addEventListener(sign, onSign, { once: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const sign of SIGNS) window.removeEventListener(sign, onSign)
    }
  }, [quiet])
  return given
}

/** Whether the script has taken over: a form is closed until then, so that nothing typed into it is lost or sent as an address. */
export function useTakenOver(): boolean {
  const [taken, setTaken] = useState(false)
  useEffect(() => setTaken(true), [])
  return taken
}
