'use client'
import { useEffect, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'

/** Milliseconds a picture stands. */
const STANDS = 4_000

let wanted = false

/** Lets the photo that is opened next begin a slideshow. */
export function wantSlideshow(): void {
  wanted = true
}

interface Slideshow {
  playing: boolean
  toggle: () => void
}

/**
 * Goes on to the next photo by itself.
 * @param photo that is shown: each stands for its time, however one came to it
 * @param onNext goes on; null where there is nothing more: it ends there
 */
export function useSlideshow(photo: Pick<Photo, 'id'>, onNext: (() => void) | null): Slideshow {
  const [playing, setPlaying] = useState(() => wanted)
  useEffect(() => {
    wanted = false
  }, [])
  const ended = playing && onNext === null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time begins anew with each photo
  useEffect(() => {
    if (!playing) return
    const timer = setTimeout(() => (onNext ? onNext() : setPlaying(false)), STANDS)
    return () => clearTimeout(timer)
  }, [playing, photo.id, ended])
  return { playing, toggle: () => setPlaying((now) => !now) }
}
