'use client'
import { useRouter } from 'next/navigation'
import { Suspense, useContext, useEffect, useState } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { useShortcuts } from '../keys/shortcuts'
import { undoLast } from '../photo-lists/last-undo'
import { setVisibility } from '../photo-lists/photo-changes'
import { VisitedLink } from '../photo-lists/visited-link'
import { PhotoPanel } from '../photo-panel/photo-panel'
import { lazily } from '../ui/lazily'
import { photoName } from '../words/photo-text'
import { actsOn, type BarActs, editKeys, editTags, run } from './lightbox-acts'
import { LightboxBar } from './lightbox-bar'
import { PhotoCaption } from './photo-caption'
import { sendPhotoLink } from './share-photo'
import { useSlideshow } from './slideshow'

const AddPhotoToAlbum = lazily(() => import('../batch/add-photo-to-album').then((module) => module.AddPhotoToAlbum))
const PublishDialog = lazily(() => import('./publish-dialog').then((module) => module.PublishDialog))
const SlideshowDialog = lazily(() => import('./slideshow-dialog').then((module) => module.SlideshowDialog))
const SharePhotosDialog = lazily(() =>
  import('../shares/share-photos-dialog').then((module) => module.SharePhotosDialog),
)

interface LightboxOverlayProps {
  photo: Photo
  /** What PhotoSwipe draws in. */
  element: HTMLElement
  /** The photo that is meant this very moment: one that still slides in counts, before it is drawn here. */
  now: () => Photo
  /** The photos of the list as they are at this moment. */
  list: () => readonly Photo[]
  panel: boolean
  onPanel: (open: boolean) => void
  onClose: () => void
  onZoom: () => void
  /** Shows a photo of the list. */
  onShow: (id: string) => void
}

type Asked = 'album' | 'publish' | 'link' | 'slideshow' | null

/** What lies over the picture: the bar, the info panel, the keys. */
export function LightboxOverlay(props: LightboxOverlayProps) {
  const { photo, element, now, list, panel, onPanel, onClose, onZoom, onShow } = props
  const show = useSlideshow({ photo, list, onShow, element })
  const [asked, setAsked] = useState<Asked>(null)
  const similar = useSimilar(now)
  const { home } = useContext(VisitedLink)
  const acts: BarActs = {
    ...actsOn(now, onShow),
    close: onClose,
    zoom: onZoom,
    album: () => setAsked('album'),
    tags: () => editTags(onPanel),
    visibility: () => (photo.visibility === 'public' ? void setVisibility([photo], 'private') : setAsked('publish')),
    share: () =>
      photo.permissions.edit && photo.visibility === 'private' ? setAsked('link') : void sendPhotoLink(now(), home),
    link: () => setAsked('link'),
    similar,
    panel: () => onPanel(!panel),
    slideshow: show.toggle,
    slideshowSettings: () => setAsked('slideshow'),
  }
  useTitle(photo)
  useOverlayKeys(photo, now, acts)
  return (
    <>
      <LightboxBar photo={photo} acts={acts} panel={panel} playing={show.playing} />
      {!photo.permissions.edit && <PhotoCaption photo={photo} />}
      {panel && (
        <PhotoPanel key={photo.id} photo={photo} onClose={() => onPanel(false)} onPublish={() => setAsked('publish')} />
      )}
      <Questions
        photo={photo}
        asked={asked}
        onStart={show.playing ? () => undefined : show.toggle}
        onClose={() => setAsked(null)}
      />
    </>
  )
}

function useOverlayKeys(photo: Photo, now: () => Photo, acts: BarActs): void {
  const { edit, delete: mayDelete } = photo.permissions
  const { turn, archive, album, tags } = acts
  useShortcuts([
    { keys: ['z'], label: 'Zoom', run: () => false },
    { keys: ['i'], label: 'Information', run: run(acts.panel) },
    { keys: ['p'], label: 'Slideshow', run: run(acts.slideshow) },
    ...(edit ? [{ keys: ['f'], label: 'Favourite', run: run(acts.favourite) }] : []),
    ...(edit && !photo.deletedAt ? editKeys({ now, turn, archive, onAlbum: album, onTags: tags }) : []),
    { keys: ['d'], label: 'Download', run: run(acts.download) },
    ...(acts.similar ? [{ keys: ['s'], label: 'Similar photos', run: run(acts.similar) }] : []),
    { keys: ['Mod+z'], label: 'Undo the last deletion or change', run: undoLast },
    ...(mayDelete ? [{ keys: ['Delete', 'Backspace'], label: 'Move to the trash', run: run(acts.trash) }] : []),
  ])
}

/** The list of what looks like the photo. What a link opens has no search: there the panel shows what is alike. */
function useSimilar(now: () => Photo): (() => void) | null {
  const { home } = useContext(VisitedLink)
  const router = useRouter()
  return home === '' ? () => router.push(`/gallery?similar=${now().id}`) : null
}

interface QuestionsProps {
  photo: Photo
  asked: Asked
  /** Begins the slideshow. */
  onStart: () => void
  onClose: () => void
}

function Questions({ photo, asked, onStart, onClose }: QuestionsProps) {
  const start = () => {
    onClose()
    onStart()
  }
  return (
    <Suspense>
      {asked === 'album' && <AddPhotoToAlbum photo={photo} onClose={onClose} />}
      {asked === 'publish' && <PublishDialog photos={[photo]} onClose={onClose} />}
      {asked === 'link' && <SharePhotosDialog select={{ ids: [photo.id] }} onClose={onClose} />}
      {asked === 'slideshow' && <SlideshowDialog onStart={start} onClose={onClose} />}
    </Suspense>
  )
}

/** The page is called after the photo as long as it is shown. */
function useTitle(photo: Photo): void {
  useEffect(() => {
    const before = document.title
    const own = `${photoName(photo)} · Albumen`
    document.title = own
    return () => {
      if (document.title === own) document.title = before
    }
  }, [photo])
}
