'use client'
import {
  Download,
  FolderPlus,
  Heart,
  Info,
  Lock,
  LockOpen,
  Pause,
  Play,
  ScanSearch,
  Share2,
  Tag,
  Trash2,
  X,
  ZoomIn,
} from 'lucide-react'
import { useContext } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { VisitedLink } from '../photo-lists/visited-link'
import { SphereButton } from '../sphere/sphere-button'
import { IconButton } from '../ui/icon-button'
import { photoName } from '../words/photo-text'
import type { BarActs } from './lightbox-acts'
import { LightboxMenu } from './lightbox-menu'

export interface LightboxBarProps {
  photo: Photo
  acts: BarActs
  panel: boolean
  playing: boolean
}

/** Buttons that a phone has in the menu instead. */
const WIDE = 'max-sm:hidden'

/** The bar over the picture. What a phone has no room for is in its menu. */
export function LightboxBar(props: LightboxBarProps) {
  const { photo, acts, panel, playing } = props
  const { edit, delete: mayDelete, downloadOriginal } = photo.permissions
  const trashed = Boolean(photo.deletedAt)
  return (
    <div className="lightbox-bar absolute top-0 right-(--lightbox-panel,0px) left-0 z-10 flex h-14 items-center gap-1 bg-ground/85 px-2 text-ink backdrop-blur-md transition-opacity duration-150">
      <IconButton icon={X} label="Close" shortcut="Esc" onClick={acts.close} />
      <BarTitle photo={photo} />
      {edit && !trashed && <EditButtons photo={photo} acts={acts} />}
      <OfThisPhoto photo={photo} />
      {!trashed && <ShareButton photo={photo} onShare={acts.share} />}
      <IconButton
        icon={playing ? Pause : Play}
        label={playing ? 'Pause the slideshow' : 'Slideshow'}
        shortcut="p"
        aria-pressed={playing}
        className={edit && !playing ? WIDE : ''}
        onClick={acts.slideshow}
      />
      {acts.similar && !trashed && (
        <IconButton icon={ScanSearch} label="Similar photos" shortcut="s" className={WIDE} onClick={acts.similar} />
      )}
      <IconButton icon={ZoomIn} label="Zoom" shortcut="z" className={WIDE} onClick={acts.zoom} />
      {downloadOriginal && (
        <IconButton
          icon={Download}
          label="Download"
          shortcut="d"
          className={edit && !trashed ? WIDE : ''}
          onClick={acts.download}
        />
      )}
      {mayDelete && !trashed && (
        <IconButton icon={Trash2} label="Move to the trash" shortcut="Del" onClick={acts.trash} />
      )}
      <IconButton icon={Info} label="Information" shortcut="i" aria-pressed={panel} onClick={acts.panel} />
      {!trashed && <LightboxMenu photo={photo} acts={acts} />}
    </div>
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

function EditButtons({ photo, acts }: Pick<LightboxBarProps, 'photo' | 'acts'>) {
  const isPublic = photo.visibility === 'public'
  return (
    <>
      <IconButton
        icon={isPublic ? LockOpen : Lock}
        label={isPublic ? 'Public: make private' : 'Private: make public'}
        onClick={acts.visibility}
      />
      <IconButton
        icon={Heart}
        label={photo.favourite ? 'Not a favourite any more' : 'Favourite'}
        shortcut="f"
        aria-pressed={photo.favourite}
        className={photo.favourite ? '[&_svg]:fill-current' : ''}
        onClick={acts.favourite}
      />
      <IconButton icon={FolderPlus} label="Add to an album" shortcut="l" className={WIDE} onClick={acts.album} />
      <IconButton icon={Tag} label="Change tags" shortcut="t" className={WIDE} onClick={acts.tags} />
    </>
  )
}

/** A private photo has no address for others: sharing it means making a link. */
function ShareButton({ photo, onShare }: { photo: Photo; onShare: () => void }) {
  const { edit } = photo.permissions
  const label = edit && photo.visibility === 'private' ? 'Share link' : 'Copy the link'
  return <IconButton icon={Share2} label={label} className={edit ? WIDE : ''} onClick={onShare} />
}
