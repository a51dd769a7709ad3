'use client'
import { type ComponentType, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import type { LightboxProps } from '../photos/lightbox'

const load = () => import('../photos/lightbox')
const PATH = /^\/photos\/([0-9a-f-]{36})$/

export interface OpenLightbox {
  Component: ComponentType<LightboxProps>
  startId: string
  animate: boolean
  closing: boolean
}

/**
 * The lightbox over a grid and its place in the browser's history: opening adds an entry with the photo's address,
 * going on replaces it, closing steps back, and stepping back closes.
 */
export function useLightbox(gridRef: RefObject<HTMLElement | null>) {
  const [open, setOpen] = useState<OpenLightbox | null>(null)
  const [opening, setOpening] = useState(false)
  const state = useRef(open)
  const busy = useRef(false)
  const leaving = useRef(false)
  state.current = open

  const show = useCallback(async (id: string, animate: boolean) => {
    const module = await load().catch(() => null)
    if (!module) return window.location.reload()
    const { Lightbox } = module
    // Somebody may have stepped back while it was on its way.
    if (PATH.test(window.location.pathname)) setOpen({ Component: Lightbox, startId: id, animate, closing: false })
  }, [])

  const openPhoto = useCallback(
    async (photo: Photo) => {
      if (state.current || busy.current) return
      busy.current = true
      setOpening(true)
      try {
        await load()
      } catch {
        // The script did not come (offline, or a new version was put up): the page of the photo works without it.
        window.location.assign(`/photos/${photo.id}`)
        return
      }
      window.history.pushState({ albumenLightbox: true }, '', `/photos/${photo.id}`)
      await show(photo.id, true)
      busy.current = false
      setOpening(false)
    },
    [show],
  )

  const onChange = useCallback((photo: Photo) => {
    const here = PATH.exec(window.location.pathname)?.[1]
    // On another page's entry there is nothing to rename: somebody has stepped back.
    if (here === undefined || here === photo.id || state.current?.closing) return
    window.history.replaceState({ albumenLightbox: true }, '', `/photos/${photo.id}`)
  }, [])

  /** Asks for the way back, once; the popstate that follows closes. */
  const requestClose = useCallback(() => {
    if (leaving.current) return
    if (PATH.test(window.location.pathname)) {
      leaving.current = true
      window.history.back()
    } else setOpen((old) => old && { ...old, closing: true })
  }, [])

  useEffect(() => {
    const onPopState = () => {
      leaving.current = false
      const id = PATH.exec(window.location.pathname)?.[1]
      if (id === undefined) setOpen((old) => old && { ...old, closing: true })
      else if (!state.current && window.history.state?.albumenLightbox) void show(id, false)
    }
    // Coming back from another screen may lead to a photo that was open over this list.
    onPopState()
    window.addEventListener('popstate', onPopState)
    return () => window.removeEventListener('popstate', onPopState)
  }, [show])

  const tileOf = useCallback(
    (id: string) => gridRef.current?.querySelector<HTMLElement>(`[data-photo="${CSS.escape(id)}"] img`) ?? null,
    [gridRef],
  )
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
