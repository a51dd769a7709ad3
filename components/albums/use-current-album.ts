'use client'
import { useEffect, useRef, useState } from 'react'
import type { Album } from '@/lib/albums/contract'

/** Milliseconds after the page is there. */
const QUIET = 500

/**
 * An open album as it is now, whatever happens to it elsewhere. What listens is fetched when the page is quiet.
 * @param drawn as the server drew it
 * @returns null when it is not there any more
 */
export function useCurrentAlbum(drawn: Album, signedIn: boolean): Album | null {
  const [news, setNews] = useState<{ since: Album; album: Album | null }>({ since: drawn, album: drawn })
  const latest = useRef(drawn)
  useEffect(() => {
    latest.current = drawn
  }, [drawn])
  useEffect(() => {
    let stop: (() => void) | undefined
    let ended = false
    const timer = setTimeout(async () => {
      const module = await import('./follow-album').catch(() => null)
      if (!ended) stop = module?.followAlbum(drawn.id, signedIn, (album) => setNews({ since: latest.current, album }))
    }, QUIET)
    return () => {
      ended = true
      clearTimeout(timer)
      stop?.()
    }
  }, [drawn.id, signedIn])
  // A page drawn anew knows better than news from before.
  return news.since === drawn ? news.album : drawn
}
