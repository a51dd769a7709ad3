'use client'
import { useEffect, useRef } from 'react'

export interface Shortcut {
  /** As in KeyboardEvent.key, with `Mod+` for Ctrl or Cmd: `x`, `Escape`, `Mod+a`. */
  keys: string[]
  /** What it does, for the sheet. */
  label: string
  /** Returns false to let the key go on as if nobody had wanted it; anything else is ignored. */
  run: (event: KeyboardEvent) => unknown
}

interface Scope {
  shortcuts: () => Shortcut[]
  /** Keeps the keys from the scopes below, as a lightbox does from the grid under it. */
  exclusive: boolean
}

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
  if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return true
  return event.target instanceof Element && event.target.closest(OWN_KEYS) !== null
}

function onKeyDown(event: KeyboardEvent): void {
  if (keyIsTaken(event)) return
  const name = keyName(event)
  for (const scope of [...scopes].reverse()) {
    const shortcut = scope.shortcuts().find((candidate) => name !== null && candidate.keys.includes(name))
    if (shortcut && shortcut.run(event) !== false) {
      event.preventDefault()
      return
    }
    if (scope.exclusive) return
  }
}

/**
 * The one place for keys: registers shortcuts while the component is mounted and `enabled`. Scopes mounted later come
 * first. Keys are ignored while somebody types, and inside menus and dialogs.
 */
export function useShortcuts(shortcuts: Shortcut[], options: { enabled?: boolean; exclusive?: boolean } = {}): void {
  const { enabled = true, exclusive = false } = options
  const current = useRef(shortcuts)
  useEffect(() => {
    current.current = shortcuts
  })
  useEffect(() => {
    if (!enabled) return
    const scope: Scope = { shortcuts: () => current.current, exclusive }
    if (scopes.length === 0) document.addEventListener('keydown', onKeyDown)
    scopes.push(scope)
    return () => {
      scopes.splice(scopes.indexOf(scope), 1)
      if (scopes.length === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [enabled, exclusive])
}

/** What the `?` sheet lists: the shortcuts that work just now, the topmost scope first. */
export function activeShortcuts(): Shortcut[] {
  const active: Shortcut[] = []
  for (const scope of [...scopes].reverse()) {
    active.push(...scope.shortcuts())
    if (scope.exclusive) break
  }
  return active
}
