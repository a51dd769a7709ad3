'use client'
import { useRouter } from 'next/navigation'
import { type ComponentType, useContext, useEffect, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { leaveAnchor } from '../grid/grid-anchor'
import { VisitedLink } from '../photo-lists/visited-link'
import type { LightboxProps } from './lightbox'

const ADDRESSED = /\/photos\/([0-9a-f-]+)$/

interface StageLightboxProps extends Pick<LightboxProps, 'onNearEnd' | 'onNearStart'> {
  /** The photo whose page it is. */
  photo: Photo
  /** It and its neighbours. */
  photos: readonly Photo[]
  /** Where closing leads when there is no way back. */
  home: string
}

/** The lightbox over a photo's own page. */
export function StageLightbox({ photo, photos, home, onNearEnd, onNearStart }: StageLightboxProps) {
  const router = useRouter()
  const base = useContext(VisitedLink).home
  const [Lightbox, setLightbox] = useState<ComponentType<LightboxProps> | null>(null)
  const [closing, setClosing] = useState(false)

  useEffect(() => {
    let mounted = true
    void import('./lightbox').then((module) => mounted && setLightbox(() => module.Lightbox)).catch(() => undefined)
    return () => {
      mounted = false
    }
  }, [])

  const leave = () => {
    setClosing(true)
    if (window.history.state?.albumenLightbox) {
      // A second step back would leave the list, too.
      if (!closing) window.history.back()
      return
    }
    leaveNear(photo, photos)
    router.push(home)
  }

  if (!Lightbox || photos.length === 0) return null
  return (
    <Lightbox
      photos={photos}
      startId={photo.id}
      animate={false}
      closing={false}
      tileOf={() => null}
      onChange={(shown) => {
        // Somebody may have stepped back already, while the lightbox was on its way: that entry is not ours to rename.
        const here = window.location.pathname
        const path = `${base}/photos/${shown.id}`
        if (closing || !here.startsWith(`${base}/photos/`) || here === path) return
        window.history.replaceState({ albumenLightbox: window.history.state?.albumenLightbox }, '', path)
      }}
      onClosed={() => undefined}
      onRequestClose={leave}
      onNearEnd={onNearEnd}
      onNearStart={onNearStart}
    />
  )
}

/** Lets the gallery that is opened next stand at the photo that is shown. */
function leaveNear(photo: Photo, photos: readonly Photo[]): void {
  const id = ADDRESSED.exec(window.location.pathname)?.[1] ?? photo.id
  const index = photos.findIndex((other) => other.id === id)
  const near = photos.slice(Math.max(0, index - 3), index + 4).map((other) => other.id)
  leaveAnchor({ ids: [id, ...near], offset: Math.round(window.innerHeight / 3) })
}
