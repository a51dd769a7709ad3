'use client'
import { type ComponentType, type RefObject, useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { VisitedLink } from '../photo-lists/visited-link'
import type { LightboxProps } from '../photos/lightbox'

const load = () => import('../photos/lightbox')
const PATH = /\/photos\/([0-9a-f-]{36})$/

/** The photo that the address names. */
const addressed = () => PATH.exec(window.location.pathname)?.[1]

export interface OpenLightbox {
  Component: ComponentType<LightboxProps>
  startId: string
  animate: boolean
  closing: boolean
}

/**
 * The lightbox over a grid and its entry in the browser's history: opening adds an entry with the photo's address,
 * going on replaces it, closing steps back, and stepping back closes.
 */
export function useLightbox(gridRef: RefObject<HTMLElement | null>) {
  const [open, setOpen] = useState<OpenLightbox | null>(null)
  const state = useRef(open)
  const leaving = useRef(false)
  state.current = open

  const show = useCallback(async (id: string, animate: boolean) => {
    const module = await load().catch(() => null)
    if (!module) return window.location.reload()
    const { Lightbox } = module
    // Somebody may have stepped back while it was on its way.
    if (addressed()) setOpen({ Component: Lightbox, startId: id, animate, closing: false })
  }, [])

  const { opening, openPhoto } = useOpening(state, show)
  const onChange = useCallback((photo: Photo) => {
    if (!state.current?.closing) renameEntry(photo.id)
  }, [])

  /** Asks for the way back, once; the popstate that follows closes. */
  const requestClose = useCallback(() => {
    if (leaving.current) return
    if (addressed()) {
      leaving.current = true
      window.history.back()
    } else setOpen((old) => old && { ...old, closing: true })
  }, [])

  const onHistory = useCallback(() => {
    leaving.current = false
    const id = addressed()
    if (id === undefined) setOpen((old) => old && { ...old, closing: true })
    else if (!state.current && window.history.state?.albumenLightbox) void show(id, false)
  }, [show])
  useEffect(() => {
    // Coming back from another screen may lead to a photo that was open over this list.
    onHistory()
    window.addEventListener('popstate', onHistory)
    return () => window.removeEventListener('popstate', onHistory)
  }, [onHistory])

  const tileOf = useCallback((id: string) => pictureIn(gridRef.current, id), [gridRef])
  return {
    open,
    /** A photo was chosen and the script that shows it is on its way. */
    opening,
    openPhoto,
    onChange,
    requestClose,
    tileOf,
    onClosed: useCallback(() => setOpen(null), []),
    preload: load,
  }
}

/** Opens a photo chosen in the grid: fetches the lightbox and adds a history entry. `opening`: the script is on its way. */
function useOpening(state: RefObject<OpenLightbox | null>, show: (id: string, animate: boolean) => Promise<void>) {
  const [opening, setOpening] = useState(false)
  const busy = useRef(false)
  const { home } = useContext(VisitedLink)
  const openPhoto = useCallback(
    async (photo: Photo) => {
      if (state.current || busy.current) return
      busy.current = true
      setOpening(true)
      const path = `${home}/photos/${photo.id}`
      if (!(await loadOrLeave(path))) return
      window.history.pushState({ albumenLightbox: true }, '', path)
      await show(photo.id, true)
      busy.current = false
      setOpening(false)
    },
    [state, show, home],
  )
  return { opening, openPhoto }
}

/** Loads the lightbox. Where its script does not come (offline, or a new version was put up), the page of the photo works without it. */
async function loadOrLeave(path: string): Promise<boolean> {
  try {
    await load()
    return true
  } catch {
    window.location.assign(path)
    return false
  }
}

/** Gives the history entry of an open photo another photo. On another page's entry there is nothing to rename. */
function renameEntry(id: string): void {
  const here = addressed()
  // Below the same address: the last part alone is another.
  if (here !== undefined && here !== id) window.history.replaceState({ albumenLightbox: true }, '', id)
}

function pictureIn(grid: HTMLElement | null, id: string): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-photo="${CSS.escape(id)}"] img`) ?? null
}
