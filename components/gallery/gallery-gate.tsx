'use client'
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react'
import { rememberDensity } from './density'
import { DensityChoice } from './density-choice'
import type { GalleryProps } from './gallery-props'
import type { LiveGalleryProps } from './live-gallery'
import { useFirstTouch } from './use-first-touch'

/** Milliseconds after which the grid of somebody who is logged in goes live by itself: uploads may appear in it. */
const QUIET = 2_500

/** Once fetched, galleries are live from their first moment on. */
let known: ComponentType<LiveGalleryProps> | null = null

/** The frame of a gallery: its head, and the server's rows until the live grid is there. */
export function GalleryGate({ children, ...props }: GalleryProps & { children: ReactNode }) {
  const { title, actions, conditions, first, selectable, timeline } = props
  const [Live, setLive] = useState(() => known)
  const [density, setDensity] = useState(props.density)
  const frame = useRef<HTMLElement>(null)
  const touch = useFirstTouch(frame)
  const { touched } = touch

  useEffect(() => {
    if (Live) return
    let wanted = true
    const load = async () => {
      const { LiveGallery } = await import('./live-gallery')
      known = LiveGallery
      if (wanted) setLive(() => LiveGallery)
    }
    const comesBack = Boolean(window.history.state?.albumenAnchor) || sessionStorage.getItem('albumen-return') !== null
    const unfinished =
      first === null || first.items.some(({ status }) => status === 'processing' || status === 'uploading')
    const delay = touched || comesBack || unfinished ? 0 : selectable ? QUIET : null
    if (delay === null) return
    const timer = setTimeout(() => void load().catch(() => undefined), delay)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [Live, touched, first, selectable])

  return (
    <section ref={frame} className={timeline ? 'px-4 sm:pr-14' : 'px-4'}>
      <div className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 py-3">
        <div className="mr-auto min-w-0">{title}</div>
        {actions}
        {(first === null || first.items.length > 0) && (
          <DensityChoice
            density={density}
            onChange={(choice) => {
              rememberDensity(choice)
              setDensity(choice)
            }}
          />
        )}
      </div>
      {conditions}
      {Live ? (
        <Live {...props} density={density} touch={touch} />
      ) : (
        <>
          <div data-density={density} className="photo-grid">
            {children}
          </div>
          {first?.items.length === 0 && props.empty}
          <div className="h-16" />
        </>
      )}
    </section>
  )
}
