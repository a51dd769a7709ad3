'use client'
import { useMemo } from 'react'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { usePhotoPages } from '../photo-lists/use-photo-pages'
import { FailedStage } from './failed-stage'
import { StageLightbox } from './stage-lightbox'
import { StagePicture } from './stage-picture'

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
  const { renditions } = photo
  if (!renditions) return <FailedStage photo={photo} />
  return (
    <StagePicture photo={{ ...photo, renditions }}>
      <WithNeighbours
        photo={photo}
        newer={context?.newer ?? NOTHING}
        older={context?.older ?? NOTHING}
        home={home}
        alone={context === null}
      />
    </StagePicture>
  )
}

interface WithNeighboursProps {
  photo: Photo
  newer: PhotoSide
  older: PhotoSide
  home: string
  alone: boolean
}

function WithNeighbours({ photo, newer, older, home, alone }: WithNeighboursProps) {
  const before = usePhotoPages(newer.query, newer.page, true)
  const after = usePhotoPages(older.query, older.page, true)
  const photos = useMemo(
    () => (alone ? [photo] : oneRow(before.photos, after.photos)),
    [before.photos, after.photos, photo, alone],
  )
  return (
    <StageLightbox photo={photo} photos={photos} home={home} onNearEnd={after.loadMore} onNearStart={before.loadMore} />
  )
}

/** The photos on both sides of the one the page was opened with, in one row, each once. */
function oneRow(before: readonly Photo[], after: readonly Photo[]): Photo[] {
  const seen = new Set<string>()
  return [...before.toReversed(), ...after].filter(({ id, renditions }) => renditions && !seen.has(id) && seen.add(id))
}
