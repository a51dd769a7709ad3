'use client'
import { useEffect, useMemo } from 'react'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { GuestHost, PickKeeper } from '../guests/guest-host'
import { usePhotoPages } from '../photo-lists/use-photo-pages'
import { VisitedLink } from '../photo-lists/visited-link'
import { StageLightbox } from '../photos/stage-lightbox'
import { StagePicture } from '../photos/stage-picture'
import { CountVisit } from './count-visit'
import { useVisited } from './use-visited'

interface VisitorStageProps {
  token: string
  /** Whether visitors may mark photos. */
  picks: boolean
  photo: Photo & { renditions: NonNullable<Photo['renditions']> }
  /** The first page of what the link opens. */
  first: PhotoPage
}

/** One photo of a share link at its own address, with its neighbours to go on to. */
export function VisitorStage({ token, picks, photo, first }: VisitorStageProps) {
  const home = `/s/${token}`
  const visited = useVisited(token, picks)
  const list = usePhotoPages(`s/${token}`, first, true)
  const { loadUntil } = list
  useEffect(() => {
    // Where the list does not come the photo stands alone.
    void loadUntil((loaded) => loaded.some(({ id }) => id === photo.id)).catch(() => undefined)
  }, [loadUntil, photo.id])
  const photos = useMemo(() => {
    const found = list.photos.some(({ id }) => id === photo.id)
    return found ? list.photos.filter(({ renditions }) => renditions !== null) : [photo]
  }, [list.photos, photo])
  return (
    <VisitedLink value={visited}>
      <CountVisit token={token} />
      {picks && (
        <>
          <PickKeeper token={token} />
          <GuestHost />
        </>
      )}
      <StagePicture photo={photo}>
        <StageLightbox photo={photo} photos={photos} home={home} onNearEnd={list.loadMore} />
      </StagePicture>
    </VisitedLink>
  )
}
