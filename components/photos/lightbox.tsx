'use client'
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import 'photoswipe/style.css'
import './lightbox.css'
import type { Photo } from '@/lib/photos/contract'
import { OVERLAY_KEYS, useHeldKeys } from '../keys/early-actions'
import { type Shortcut, useShortcuts } from '../keys/shortcuts'
import { dropIfGone } from '../photo-lists/gone'
import { LightboxOverlay } from './lightbox-overlay'
import { coveredByPanel, rememberedPanel, rememberPanel } from './panel-state'
import { endPhotoSwipe, type LightboxHandlers, openPhotoSwipe, rebasePhotoSwipe, stepPhotoSwipe } from './photo-swipe'
import type { SteeredPhotoSwipe } from './steered-photo-swipe'
import { asWanted, useWantedTurns } from './turning'

export interface LightboxProps {
  /** Finished photos only, in order; the list may grow and shrink. */
  photos: readonly Photo[]
  startId: string
  /** Let the photo grow out of its tile. */
  animate: boolean
  /** The page asks to close, after a step back in the history for example. */
  closing: boolean
  tileOf: (id: string) => HTMLElement | null
  onChange: (photo: Photo) => void
  onClosed: () => void
  /** The person asks to close. */
  onRequestClose: () => void
  /** The end of what is loaded is near. */
  onNearEnd: () => void
  /** The same at the beginning, for lists that grow there. */
  onNearStart?: () => void
}

/** The lightbox: PhotoSwipe for the pictures, an overlay of our own for the rest. Load it lazily. */
export function Lightbox(given: LightboxProps) {
  const turns = useWantedTurns()
  const photos = useMemo(() => asWanted(given.photos, turns), [given.photos, turns])
  const props = { ...given, photos }
  const latest = useRef(props)
  const swipe = useRef<SteeredPhotoSwipe | null>(null)
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [current, setCurrent] = useState<Photo | null>(
    () => props.photos.find(({ id }) => id === props.startId) ?? null,
  )
  useLayoutEffect(() => {
    latest.current = props
  })

  const { panel, panelOpen, togglePanel } = usePanel(element, swipe)
  useLightboxKeys(element, swipe, latest)
  useEffect(() => {
    const opened = openOver(latest, setCurrent, () => coveredByPanel(panelOpen.current))
    swipe.current = opened
    setElement(opened.element ?? null)
    const releasePage = holdPage()
    return () => {
      swipe.current = null
      releasePage()
      endPhotoSwipe(opened)
    }
  }, [panelOpen])

  const { closing } = props
  useCurrentList(photos, swipe, latest, setCurrent)
  useClosing(closing, swipe)
  const index = current ? photos.findIndex(({ id }) => id === current.id) : -1
  useEnds(index, photos.length, latest)

  const shown = photos[index] ?? current
  if (!element || !shown) return null
  return createPortal(
    <LightboxOverlay
      photo={shown}
      element={element}
      list={() => latest.current.photos}
      now={() => latest.current.photos[swipe.current?.potentialIndex ?? -1] ?? shown}
      panel={panel}
      onPanel={togglePanel}
      onClose={() => latest.current.onRequestClose()}
      onZoom={() => swipe.current?.toggleZoom()}
      onShow={(id) => show(swipe.current, latest.current.photos, id)}
    />,
    element,
  )
}

/** Whether the info panel is open, as the last time; what it covers the picture does not get. */
function usePanel(element: HTMLElement | null, swipe: Swipe) {
  const [panel, setPanel] = useState(rememberedPanel)
  const panelOpen = useRef(panel)
  useEffect(() => {
    element?.style.setProperty('--lightbox-panel', `${coveredByPanel(panel).right}px`)
  }, [element, panel])
  const togglePanel = (open: boolean) => {
    panelOpen.current = open
    rememberPanel(open)
    setPanel(open)
    swipe.current?.updateSize(true)
  }
  return { panel, panelOpen, togglePanel }
}

/** Asks for more photos where an end of those that are loaded is near. */
function useEnds(index: number, count: number, latest: Latest): void {
  useEffect(() => {
    if (index >= 0 && index > count - 8) latest.current.onNearEnd()
    if (index >= 0 && index < 8) latest.current.onNearStart?.()
  }, [index, count, latest])
}

/** Goes to a photo, where the list has it. */
function show(swipe: SteeredPhotoSwipe | null, photos: readonly Photo[], id: string): void {
  const at = photos.findIndex((photo) => photo.id === id)
  if (at >= 0) swipe?.goTo(at)
}

/** Stops the page under the lightbox from scrolling and from taking the focus, without a change of its width. @returns how to let it go */
function holdPage(): () => void {
  const frame = document.getElementById('app-frame')
  if (frame) frame.inert = true
  const { documentElement: root, body } = document
  const scrollbar = window.innerWidth - root.clientWidth
  root.style.overflow = 'hidden'
  body.style.paddingRight = `${scrollbar}px`
  return () => {
    if (frame) frame.inert = false
    root.style.overflow = ''
    body.style.paddingRight = ''
  }
}

type Latest = RefObject<LightboxProps>
type Swipe = RefObject<SteeredPhotoSwipe | null>

/** Opens PhotoSwipe at the photo to start with, over the list as it is at each moment. */
function openOver(latest: Latest, onCurrent: (photo: Photo) => void, covered: LightboxHandlers['covered']) {
  const { photos, startId, animate } = latest.current
  const index = photos.findIndex(({ id }) => id === startId)
  return openPhotoSwipe(Math.max(0, index), animate, {
    photos: () => latest.current.photos,
    tileOf: (id) => latest.current.tileOf(id),
    covered,
    onChange: (photo) => {
      onCurrent(photo)
      latest.current.onChange(photo)
    },
    onBroken: (photo) => void dropIfGone(photo),
    onRequestClose: () => latest.current.onRequestClose(),
    onClosed: () => latest.current.onClosed(),
  })
}

/** Keys from the first moment on: the grid must not take them while the overlay with its own is not drawn yet. */
function useLightboxKeys(element: HTMLElement | null, swipe: Swipe, latest: Latest): void {
  const step = (by: number) => (swipe.current ? stepPhotoSwipe(swipe.current, by) : undefined)
  const keys: Shortcut[] = [
    { keys: ['ArrowLeft'], label: 'Previous photo', run: () => step(-1) },
    { keys: ['ArrowRight'], label: 'Next photo', run: () => step(1) },
    { keys: ['Escape'], label: 'Back to the gallery', run: () => latest.current.onRequestClose() },
  ]
  useShortcuts(keys, { exclusive: true })
  useHeldKeys(OVERLAY_KEYS, { waiting: element === null })
}

/**
 * The list changed under the lightbox: stays on the same photo, or on its neighbour when it is gone. In the same commit as the list itself:
 * a key pressed between the two would count its step over the new list from a place in the old one.
 */
function useCurrentList(
  photos: readonly Photo[],
  swipe: Swipe,
  latest: Latest,
  setCurrent: (photo: Photo | null) => void,
): void {
  const known = useRef(photos)
  useLayoutEffect(() => {
    const pswp = swipe.current
    const before = known.current
    known.current = photos
    if (!pswp || before === photos || pswp.isDestroying) return
    if (photos.length === 0) latest.current.onRequestClose()
    else setCurrent(rebasePhotoSwipe(pswp, before, photos))
  }, [photos, swipe, latest, setCurrent])
}

function useClosing(closing: boolean, swipe: Swipe): void {
  useEffect(() => {
    const pswp = swipe.current
    if (!closing || !pswp) return
    if (pswp.opener.isOpening) pswp.on('openingAnimationEnd', () => pswp.closeNow())
    else pswp.closeNow()
  }, [closing, swipe])
}
