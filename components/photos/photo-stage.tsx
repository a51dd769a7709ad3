'use client'
import { useRouter } from 'next/navigation'
import { type ComponentType, useEffect, useMemo, useState } from 'react'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { leaveAnchor } from '../grid/grid-anchor'
import { usePhotoPages } from '../photo-lists/use-photo-pages'
import { photoAlt, photoName } from '../words/photo-text'
import { FailedStage } from './failed-stage'
import type { LightboxProps } from './lightbox'
import { PhotoFacts } from './photo-facts'

interface PhotoSide {
  query: string
  page: PhotoPage
}

interface PhotoStageProps {
  photo: Photo
  context: { newer: PhotoSide; older: PhotoSide } | null
  /** Where closing leads when there is no way back. */
  home: string
}

const NOTHING: PhotoSide = { query: '', page: { items: [], next: null } }

/** A photo's own page: the picture and its facts as plain HTML, and the lightbox over it as soon as script runs. */
export function PhotoStage({ photo, context, home }: PhotoStageProps) {
  if (!photo.renditions) return <FailedStage photo={photo} />
  return (
    <article className="px-4 py-4">
      <h1 className="mb-3 text-title">{photoName(photo)}</h1>
      <div className="flex flex-col gap-6 min-[900px]:flex-row">
        {/* biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off */}
        <img
          src={photo.renditions.preview.url}
          width={photo.renditions.preview.width}
          height={photo.renditions.preview.height}
          alt={photoAlt(photo)}
          fetchPriority="high"
          className="h-auto max-h-[calc(100dvh-160px)] min-w-0 flex-1 self-start object-contain"
        />
        <div className="flex flex-col gap-4 min-[900px]:w-80">
          {photo.description && <p className="whitespace-pre-line">{photo.description}</p>}
          <PhotoFacts photo={photo} />
        </div>
      </div>
      <StageLightbox
        photo={photo}
        newer={context?.newer ?? NOTHING}
        older={context?.older ?? NOTHING}
        home={home}
        alone={context === null}
      />
    </article>
  )
}

interface StageLightboxProps {
  photo: Photo
  newer: PhotoSide
  older: PhotoSide
  home: string
  alone: boolean
}

function StageLightbox({ photo, newer, older, home, alone }: StageLightboxProps) {
  const router = useRouter()
  const [Lightbox, setLightbox] = useState<ComponentType<LightboxProps> | null>(null)
  const [closing, setClosing] = useState(false)
  const before = usePhotoPages(newer.query, newer.page, true)
  const after = usePhotoPages(older.query, older.page, true)

  const photos = useMemo(
    () => (alone ? [photo] : oneRow(before.photos, after.photos)),
    [before.photos, after.photos, photo, alone],
  )

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
        if (closing || !here.startsWith('/photos/') || here === `/photos/${shown.id}`) return
        window.history.replaceState(
          { albumenLightbox: window.history.state?.albumenLightbox },
          '',
          `/photos/${shown.id}`,
        )
      }}
      onClosed={() => undefined}
      onRequestClose={leave}
      onNearEnd={after.loadMore}
      onNearStart={before.loadMore}
    />
  )
}

/** The photos on both sides of the one the page was opened with, in one row, each once. */
function oneRow(before: readonly Photo[], after: readonly Photo[]): Photo[] {
  const seen = new Set<string>()
  return [...before.toReversed(), ...after].filter(({ id, renditions }) => renditions && !seen.has(id) && seen.add(id))
}

/** Lets the gallery that is opened next stand at the photo that is shown. */
function leaveNear(photo: Photo, photos: readonly Photo[]): void {
  const id = /^\/photos\/([0-9a-f-]+)$/.exec(window.location.pathname)?.[1] ?? photo.id
  const index = photos.findIndex((other) => other.id === id)
  const near = photos.slice(Math.max(0, index - 3), index + 4).map((other) => other.id)
  leaveAnchor({ ids: [id, ...near], offset: Math.round(window.innerHeight / 3) })
}
