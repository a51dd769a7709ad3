'use client'
import { type ComponentType, createElement, lazy, useEffect, useState } from 'react'
import { showToast } from './toast-store'

type Load<P> = () => Promise<ComponentType<P>>

/** Milliseconds until what comes by itself is asked for again. */
const REST = 5_000

/**
 * A component that is fetched when it is shown first. Where its script does not come (offline, or a new version was put
 * up), the page stays, and it is asked for again.
 * @param load imports it
 * @param asked on for what somebody asked for: a toast says that it did not come, and each time it is shown it is asked for again. Off for what
 *   comes by itself: nothing is said, and what the server drew stays as it is until the script is there
 */
export function lazily<P extends object>(load: Load<P>, asked = true): ComponentType<P> {
  const standIn = (props: P) => createElement(Missing<P>, { load, props })
  const orStandIn = async () => ({ default: await load().catch(() => standIn) })
  const whenItComes = async () => ({ default: await untilItComes(load) })
  return lazy(asked ? orStandIn : whenItComes) as unknown as ComponentType<P>
}

async function untilItComes<P>(load: Load<P>): Promise<ComponentType<P>> {
  for (;;) {
    const found = await load().catch(() => null)
    if (found) return found
    await restOrOnline()
  }
}

function restOrOnline(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      resolve()
    }
    const timer = setTimeout(end, REST)
    window.addEventListener('online', end)
  })
}

/** Says that something which was asked for did not come. */
export function sayNotLoaded(): void {
  showToast('This did not load. Check the connection and try again.', { tone: 'danger' })
}

interface MissingProps<P> {
  load: Load<P>
  props: P
}

/** Stands in for what did not come: asks again each time it is shown, and when the network is back. */
function Missing<P extends object>({ load, props }: MissingProps<P>) {
  const [Found, setFound] = useState<ComponentType<P> | null>(null)
  useEffect(() => {
    let ended = false
    const again = async () => {
      const found = await load().catch(() => null)
      if (ended) return
      if (found) setFound(() => found)
      else sayNotLoaded()
    }
    if (navigator.onLine) void again()
    else sayNotLoaded()
    window.addEventListener('online', again)
    return () => {
      ended = true
      window.removeEventListener('online', again)
    }
  }, [load])
  return Found && <Found {...props} />
}
