'use client'
import { useEffect } from 'react'

/** Milliseconds after the page is there; before that nothing can have changed that its own HTML does not show. */
const QUIET = 500

/** Keeps every list of photos current; mounted once in the library's layout. What listens is fetched when the page is quiet. */
export function PhotoEvents() {
  useEffect(() => {
    let stop: (() => void) | undefined
    let ended = false
    const follow = async () => {
      const module = await import('../photo-lists/follow-page').catch(() => null)
      if (ended || stop) return
      stop = module?.followPage()
      if (!stop) window.addEventListener('online', follow, { once: true })
    }
    const timer = setTimeout(follow, QUIET)
    return () => {
      ended = true
      clearTimeout(timer)
      window.removeEventListener('online', follow)
      stop?.()
    }
  }, [])
  return null
}
