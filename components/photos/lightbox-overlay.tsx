'use client'
import { Download, Heart, Info, Lock, LockOpen, Pause, Play, ScanSearch, Trash2, X, ZoomIn } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense, useContext, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Photo } from '@/lib/photos/contract'
import { ratingOfKey } from '../batch/rating-act'
import { type Shortcut, useShortcuts } from '../keys/shortcuts'
import { changeAtOnce } from '../photo-lists/change-at-once'
import { undoLast } from '../photo-lists/last-undo'
import { moveToTrash, setVisibility } from '../photo-lists/photo-changes'
import { VisitedLink } from '../photo-lists/visited-link'
import { SphereButton } from '../sphere/sphere-button'
import { IconButton } from '../ui/icon-button'
import { lazily } from '../ui/lazily'
import { showToast } from '../ui/toast-store'
import { photoName } from '../words/photo-text'
import { downloadPhotos } from './photo-file'
import { PhotoPanel } from './photo-panel'
import { useSlideshow } from './slideshow'

const AddPhotoToAlbum = lazily(() => import('../batch/add-photo-to-album').then((module) => module.AddPhotoToAlbum))
const PublishDialog = lazily(() => import('./publish-dialog').then((module) => module.PublishDialog))

interface LightboxOverlayProps {
  photo: Photo
  /** The photo that is meant this very moment: one that still slides in counts, before it is drawn here. */
  now: () => Photo
  panel: boolean
  onPanel: (open: boolean) => void
  onClose: () => void
  onZoom: () => void
  /** Goes on to the next photo; null at the last. */
  onNext: (() => void) | null
  /** Shows a photo of the list. */
  onShow: (id: string) => void
}

/** What lies over the picture: the bar, the info panel, the keys. */
export function LightboxOverlay(props: LightboxOverlayProps) {
  const { photo, now, panel, onPanel, onClose, onZoom, onNext, onShow } = props
  const show = useSlideshow(photo, onNext)
  const [publishing, setPublishing] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const { edit, delete: mayDelete, downloadOriginal } = photo.permissions
  const trashed = Boolean(photo.deletedAt)
  useTitle(photo)
  const { download, favourite, trash } = actsOn(now, onShow)
  const toggleVisibility = () => {
    if (photo.visibility === 'public') void setVisibility([photo], 'private')
    else setPublishing(true)
  }
  const toggle = () => onPanel(!panel)
  useShortcuts([
    { keys: ['z'], label: 'Zoom', run: () => false },
    { keys: ['i'], label: 'Information', run: run(toggle) },
    { keys: ['p'], label: 'Slideshow', run: run(show.toggle) },
    ...(edit ? [{ keys: ['f'], label: 'Favourite', run: run(favourite) }] : []),
    ...(edit && !trashed
      ? editKeys(
          now,
          () => setChoosing(true),
          () => editTags(onPanel),
        )
      : []),
    { keys: ['d'], label: 'Download', run: run(download) },
    { keys: ['Mod+z'], label: 'Undo the last deletion or change', run: undoLast },
    ...(mayDelete ? [{ keys: ['Delete', 'Backspace'], label: 'Move to the trash', run: run(trash) }] : []),
  ])

  return (
    <>
      <div className="lightbox-bar absolute top-0 right-(--lightbox-panel,0px) left-0 z-10 flex h-14 items-center gap-1 bg-ground/85 px-2 text-ink backdrop-blur-md">
        <IconButton icon={X} label="Close" shortcut="Esc" onClick={onClose} />
        <BarTitle photo={photo} />
        {edit && !trashed && <EditButtons photo={photo} onVisibility={toggleVisibility} onFavourite={favourite} />}
        <OfThisPhoto photo={photo} />
        <SlideshowButton {...show} />
        {!trashed && <SimilarButton now={now} />}
        <IconButton icon={ZoomIn} label="Zoom" shortcut="z" className="max-sm:hidden" onClick={onZoom} />
        {downloadOriginal && <IconButton icon={Download} label="Download" shortcut="d" onClick={download} />}
        {mayDelete && !trashed && <IconButton icon={Trash2} label="Move to the trash" shortcut="Del" onClick={trash} />}
        <IconButton icon={Info} label="Information" shortcut="i" aria-pressed={panel} onClick={toggle} />
      </div>
      {panel && (
        <PhotoPanel key={photo.id} photo={photo} onClose={() => onPanel(false)} onPublish={() => setPublishing(true)} />
      )}
      <Questions
        photo={photo}
        asked={choosing ? 'album' : publishing ? 'publish' : null}
        onClose={() => {
          setChoosing(false)
          setPublishing(false)
        }}
      />
    </>
  )
}

/** Without a title the bar shows none; what is read out is never empty. */
function BarTitle({ photo }: { photo: Photo }) {
  return (
    <h1 className="mx-2 min-w-0 flex-1 truncate text-body font-semibold">
      {photo.title || <span className="sr-only">{photoName(photo)}</span>}
    </h1>
  )
}

/** What only some photos have: a sphere to look around in, and what a link lets its visitor do. */
function OfThisPhoto({ photo }: { photo: Photo }) {
  const { Act } = useContext(VisitedLink)
  return (
    <>
      {photo.sphere && <SphereButton key={photo.id} photo={photo} />}
      {Act && <Act photo={photo} />}
    </>
  )
}

function SlideshowButton({ playing, toggle }: ReturnType<typeof useSlideshow>) {
  return (
    <IconButton
      icon={playing ? Pause : Play}
      label={playing ? 'Pause the slideshow' : 'Slideshow'}
      shortcut="p"
      aria-pressed={playing}
      onClick={toggle}
    />
  )
}

/** The list of what looks like the photo. What a link opens has no search: there the panel shows what is alike. */
function SimilarButton({ now }: { now: () => Photo }) {
  const { home } = useContext(VisitedLink)
  const router = useRouter()
  const show = () => router.push(`/gallery?similar=${now().id}`)
  useShortcuts([{ keys: ['s'], label: 'Similar photos', run: run(show) }], { enabled: home === '' })
  if (home !== '') return null
  return <IconButton icon={ScanSearch} label="Similar photos" shortcut="s" className="max-sm:hidden" onClick={show} />
}

interface QuestionsProps {
  photo: Photo
  asked: 'album' | 'publish' | null
  onClose: () => void
}

function Questions({ photo, asked, onClose }: QuestionsProps) {
  return (
    <Suspense>
      {asked === 'album' && <AddPhotoToAlbum photo={photo} onClose={onClose} />}
      {asked === 'publish' && <PublishDialog photos={[photo]} onClose={onClose} />}
    </Suspense>
  )
}

function run(action: () => void): () => undefined {
  return () => {
    action()
    return undefined
  }
}

interface EditButtonsProps {
  photo: Photo
  onVisibility: () => void
  onFavourite: () => void
}

function EditButtons({ photo, onVisibility, onFavourite }: EditButtonsProps) {
  return (
    <>
      <IconButton
        icon={photo.visibility === 'public' ? LockOpen : Lock}
        label={photo.visibility === 'public' ? 'Public: make private' : 'Private: make public'}
        onClick={onVisibility}
      />
      <IconButton
        icon={Heart}
        label={photo.favourite ? 'Not a favourite any more' : 'Favourite'}
        shortcut="f"
        aria-pressed={photo.favourite}
        className={photo.favourite ? '[&_svg]:fill-current' : ''}
        onClick={onFavourite}
      />
    </>
  )
}

/** What the bar and the keys do, always to the photo that is meant this very moment. */
function actsOn(now: () => Photo, onShow: (id: string) => void) {
  return {
    download: () => {
      const meant = now()
      if (meant.permissions.downloadOriginal) void downloadPhotos([meant])
      else showToast('The owner does not allow downloads of the original.')
    },
    favourite: () => {
      const meant = now()
      if (meant.permissions.edit) void changeAtOnce(meant, { favourite: !meant.favourite })
    },
    trash: () => {
      const meant = now()
      if (!meant.permissions.delete || meant.deletedAt) return
      // Where it could not go it is shown again, once the list has it back.
      void moveToTrash([meant]).then((gone) => gone || requestAnimationFrame(() => onShow(meant.id)))
    },
  }
}

function editKeys(now: () => Photo, onAlbum: () => void, onTags: () => void): Shortcut[] {
  return [
    {
      keys: [...'012345-'],
      label: 'Rate or reject',
      run: (event: KeyboardEvent) => rate(now(), ratingOfKey(event.key)),
    },
    { keys: ['l'], label: 'Add to an album', run: run(onAlbum) },
    { keys: ['t'], label: 'Tags', run: run(onTags) },
  ]
}

/** Rejecting what is rejected takes that back, as its button does. */
function rate(photo: Photo, rating: number): void {
  const back = rating === 0 || (rating === -1 && photo.rating === -1)
  void changeAtOnce(photo, { rating: back ? null : rating })
}

function editTags(onPanel: (open: boolean) => void): void {
  // At once: a key that comes before the next frame is a letter of the tag, not a shortcut.
  flushSync(() => onPanel(true))
  document.querySelector<HTMLElement>('.pswp [data-tag-line]')?.focus()
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
