'use client'
import { useEffect, useRef, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { useShortcuts } from '../keys/shortcuts'
import { enterFullScreen, keepAwake, leaveFullScreen } from './screen-holds'
import { type SlideshowChoice, slideshowChoice } from './slideshow-choice'

/** Milliseconds that are waited for a picture which does not come. */
const PATIENCE = 10_000
/** Milliseconds after which a mouse that does not move is out of the way. */
const REST = 2_000

let wanted = false

/** Lets the photo that is opened next begin a slideshow. */
export function wantSlideshow(): void {
  wanted = true
}

export interface Slideshow {
  playing: boolean
  /** Begins or ends it. */
  toggle: () => void
}

interface SlideshowOf {
  /** The photo that is shown: each stands for its time, however one came to it. */
  photo: Photo
  /** The photos of the list as they are at this moment. */
  list: () => readonly Photo[]
  onShow: (id: string) => void
  /** What PhotoSwipe draws in: a touch of the picture ends it. */
  element: HTMLElement
}

/**
 * Goes on to the next photo by itself, once that is there; it ends at the last one, by a touch and by Esc, and when full screen is left. The screen
 * stays on meanwhile. Nothing moves: pictures change at once.
 */
export function useSlideshow({ photo, list, onShow, element }: SlideshowOf): Slideshow {
  const [playing, setPlaying] = useState<SlideshowChoice | null>(() => (wanted ? slideshowChoice() : null))
  const shown = useRef(new Set<string>())
  const latest = useRef({ list, onShow })
  useEffect(() => {
    wanted = false
  }, [])
  useEffect(() => {
    latest.current = { list, onShow }
  })
  useEffect(() => {
    if (!playing) return
    shown.current.add(photo.id)
    const next = nextOf(latest.current.list(), photo.id, playing.shuffle ? shown.current : null)
    return afterAll([seconds(playing.seconds), next ? comes(next) : null], () =>
      next ? latest.current.onShow(next.id) : setPlaying(null),
    )
  }, [playing, photo.id])
  const end = () => setPlaying(null)
  useHolds(playing !== null, element, end)
  useShortcuts([{ keys: ['Escape'], label: 'End the slideshow', run: end }], { enabled: playing !== null })
  const toggle = () => {
    if (playing) return end()
    const choice = slideshowChoice()
    shown.current = new Set()
    // Now, by the hand of the person: browsers allow it only then.
    if (choice.fullScreen) enterFullScreen()
    setPlaying(choice)
  }
  return { playing: playing !== null, toggle }
}

/** The photo that comes next: the one behind it, or any that was not shown yet. */
function nextOf(photos: readonly Photo[], id: string, shown: ReadonlySet<string> | null): Photo | undefined {
  if (shown === null) {
    const at = photos.findIndex((photo) => photo.id === id)
    return at < 0 ? undefined : photos[at + 1]
  }
  const left = photos.filter((photo) => !shown.has(photo.id))
  return left[Math.floor(Math.random() * left.length)]
}

const seconds = (count: number) => new Promise<void>((resolve) => setTimeout(resolve, count * 1_000))

/** Waits until a picture can be shown at once. */
function comes({ renditions }: Photo): Promise<unknown> {
  if (!renditions) return Promise.resolve()
  const image = new Image()
  image.src = renditions.preview.url
  return Promise.race([image.decode().catch(() => undefined), seconds(PATIENCE / 1_000)])
}

/** @returns how to call it off */
function afterAll(waits: (Promise<unknown> | null)[], then: () => void): () => void {
  let off = false
  void Promise.all(waits).then(() => off || then())
  return () => {
    off = true
  }
}

/** What a running slideshow holds: the screen stays on, what lies over the picture goes away with the mouse's rest. */
function useHolds(playing: boolean, element: HTMLElement, onEnd: () => void): void {
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    if (!playing) return
    const letSleep = keepAwake()
    const stop = () => end.current()
    const touched = (event: PointerEvent) => {
      if (event.target instanceof Element && event.target.closest('.pswp__scroll-wrap')) stop()
    }
    const left = () => document.fullscreenElement === null && stop()
    let timer: ReturnType<typeof setTimeout> | undefined
    const moved = () => {
      delete element.dataset.resting
      clearTimeout(timer)
      timer = setTimeout(() => {
        element.dataset.resting = ''
      }, REST)
    }
    moved()
    element.addEventListener('pointerdown', touched)
    element.addEventListener('pointermove', moved)
    document.addEventListener('fullscreenchange', left)
    return () => {
      clearTimeout(timer)
      delete element.dataset.resting
      element.removeEventListener('pointerdown', touched)
      element.removeEventListener('pointermove', moved)
      document.removeEventListener('fullscreenchange', left)
      leaveFullScreen()
      letSleep()
    }
  }, [playing, element])
}
