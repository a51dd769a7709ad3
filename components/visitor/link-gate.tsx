'use client'
import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { isLinkOpen, linkState } from '../photo-lists/link-state'
import { NothingHere } from './nothing-here'
import { UnlockForm } from './unlock-form'

const open = () => 'open' as const

/** What a link opens, as long as it does: then what the server says at its address, in the same words. Nothing is loaded anew by itself. */
export function LinkGate({ children }: { children: ReactNode }) {
  const state = useSyncExternalStore(linkState.subscribe, linkState.get, open)
  useEffect(() => {
    const look = () => {
      if (!document.hidden) void isLinkOpen()
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  useEffect(() => {
    if (state === 'open') return
    document.title = `${state === 'locked' ? 'Password' : 'Not found'} · Albumen`
    // The lock's field takes the focus itself.
    if (state === 'ended') document.getElementById('content')?.focus()
  }, [state])
  if (state === 'open') return children
  return state === 'locked' ? <UnlockForm /> : <NothingHere />
}
