'use client'
import { useEffect, useRef } from 'react'

export interface Shortcut {
  /** As in KeyboardEvent.key, with `Mod+` for Ctrl or Cmd: `x`, `Escape`, `Mod+a`; one after the other: `g a`. */
  keys: string[]
  /** What it does. */
  label: string
  /** Returns false to let the key go on as if nobody had wanted it; anything else is ignored. */
  run: (event: KeyboardEvent) => unknown
  /** Works in text fields too: only for keys with Mod, which type nothing. */
  whileTyping?: boolean
}

interface Scope {
  shortcuts: () => Shortcut[]
  /** Keeps the keys from the scopes below, as a lightbox does from the grid under it. */
  exclusive: boolean
  /** Is asked even from under an exclusive scope. */
  everywhere: boolean
}

/** Milliseconds within which the second key of two has to follow. */
const PAUSE = 1_500
const BARE_MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta']

const OWN_KEYS = '[role="menu"],[role="alertdialog"],[role="dialog"]:not(.pswp)'
const scopes: Scope[] = []

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}

/** The name of a pressed key as shortcuts spell it. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string | null {
  if (event.altKey) return null
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.ctrlKey || event.metaKey ? `Mod+${key}` : key
}

/** Whether a key belongs to a text field, a menu or a dialog and shortcuts must let it pass. */
export function keyIsTaken(event: KeyboardEvent): boolean {
  return isElsewhere(event) || isTyping(event.target)
}

function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true
  return event.target instanceof Element && event.target.closest(OWN_KEYS) !== null
}

/** The first of two keys, pressed a moment ago. */
let begun: { key: string; at: number } | null = null

function onKeyDown(event: KeyboardEvent): void {
  if (BARE_MODIFIERS.includes(event.key) || (event.repeat && begun)) return
  const first = begun && event.timeStamp - begun.at < PAUSE ? begun.key : null
  begun = null
  const name = keyName(event)
  if (name === null || isElsewhere(event)) return
  const typing = isTyping(event.target)
  if (typing && name === 'Escape') {
    leaveField(event)
    return
  }
  const reach = reachable().filter(({ whileTyping }) => !typing || whileTyping)
  // A second key that leads nowhere does nothing, instead of what it does alone.
  const wanted = first && !typing && name.length === 1 ? `${first} ${name}` : name
  for (const shortcut of reach) {
    if (!shortcut.keys.includes(wanted) || shortcut.run(event) === false) continue
    event.preventDefault()
    return
  }
  if (wanted === name && reach.some(({ keys }) => keys.some((key) => key.startsWith(`${name} `))))
    begun = { key: name, at: event.timeStamp }
}

/** Esc leaves the field first; what lies around it closes with the next one. */
function leaveField(event: KeyboardEvent): void {
  if (!(event.target instanceof HTMLElement)) return
  event.preventDefault()
  const around = event.target.closest<HTMLElement>('.pswp')
  event.target.blur()
  around?.focus()
}

/** The shortcuts that work just now, the topmost scope first. */
function reachable(): Shortcut[] {
  const found: Shortcut[] = []
  let covered = false
  for (const scope of [...scopes].reverse()) {
    if (!covered || scope.everywhere) found.push(...scope.shortcuts())
    covered ||= scope.exclusive
  }
  return found
}

/**
 * The one place for keys: registers shortcuts while the component is mounted and `enabled`. Scopes mounted later come
 * first. Keys are ignored while somebody types, and inside menus and dialogs.
 */
export function useShortcuts(
  shortcuts: Shortcut[],
  options: { enabled?: boolean; exclusive?: boolean; everywhere?: boolean } = {},
): void {
  const { enabled = true, exclusive = false, everywhere = false } = options
  const current = useRef(shortcuts)
  useEffect(() => {
    current.current = shortcuts
  })
  useEffect(() => {
    if (!enabled) return
    const scope: Scope = { shortcuts: () => current.current, exclusive, everywhere }
    if (scopes.length === 0) document.addEventListener('keydown', onKeyDown)
    scopes.push(scope)
    return () => {
      scopes.splice(scopes.indexOf(scope), 1)
      if (scopes.length === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [enabled, exclusive, everywhere])
}
