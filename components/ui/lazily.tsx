'use client'
import { type ComponentType, createElement, lazy, useEffect, useState } from 'react'
import { showToast } from './toast-store'

type Load<P> = () => Promise<ComponentType<P>>

/**
 * A component that is fetched when it is shown first. Where its script does not come (offline, or a new version was put
 * up), the page stays: a toast says so, nothing is drawn, and it is asked for again when the network is back.
 * @param load imports it
 * @param asked off for what comes by itself: nobody misses it, nothing is said
 */
export function lazily<P extends object>(load: Load<P>, asked = true): ComponentType<P> {
  const standIn = (props: P) => createElement(Missing<P>, { load, asked, props })
  const orStandIn = async () => ({ default: await load().catch(() => standIn) })
  return lazy(orStandIn) as unknown as ComponentType<P>
}

/** Says that something which was asked for did not come. */
export function sayNotLoaded(): void {
  showToast('This did not load. Check the connection and try again.', { tone: 'danger' })
}

interface MissingProps<P> {
  load: Load<P>
  asked: boolean
  props: P
}

/** Stands in for what did not come: asks again each time it is shown, and when the network is back. */
function Missing<P extends object>({ load, asked, props }: MissingProps<P>) {
  const [Found, setFound] = useState<ComponentType<P> | null>(null)
  useEffect(() => {
    let ended = false
    const say = () => asked && sayNotLoaded()
    const again = async () => {
      const found = await load().catch(() => null)
      if (ended) return
      if (found) setFound(() => found)
      else say()
    }
    if (navigator.onLine) void again()
    else say()
    window.addEventListener('online', again)
    return () => {
      ended = true
      window.removeEventListener('online', again)
    }
  }, [load, asked])
  return Found && <Found {...props} />
}
