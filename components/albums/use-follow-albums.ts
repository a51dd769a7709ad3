import { useEffect, useRef } from 'react'

/** Milliseconds after the page is there. */
const QUIET = 500

/**
 * Keeps an open list of own albums as it is now, whatever happens to it elsewhere. What listens is fetched when the page is quiet.
 * @param own whether they are one's own: of others there is no news
 * @param again asks for the list once more
 */
export function useFollowAlbums(own: boolean, again: () => Promise<unknown>): void {
  const latest = useRef(again)
  useEffect(() => {
    latest.current = again
  }, [again])
  useEffect(() => {
    if (!own) return
    let stop: (() => void) | undefined
    let ended = false
    const timer = setTimeout(async () => {
      const module = await import('./follow-albums').catch(() => null)
      if (!ended) stop = module?.followAlbums(() => latest.current())
    }, QUIET)
    return () => {
      ended = true
      clearTimeout(timer)
      stop?.()
    }
  }, [own])
}
