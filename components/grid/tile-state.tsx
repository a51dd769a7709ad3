import { Ban, CloudOff, LoaderCircle, Lock, Rotate3d, TriangleAlert } from 'lucide-react'
import type { Photo } from '@/lib/photos/contract'
import { classNames } from '../ui/class-names'
import { photoAlt } from '../words/photo-text'

interface TileStateProps {
  photo: Photo
  /** Whether its picture is shown. */
  shown?: boolean
}

/** What a tile says of its photo besides the picture, or in its place. */
export function TileState({ photo, shown }: TileStateProps) {
  return shown ? <TileMarks photo={photo} /> : <NoPicture photo={photo} />
}

/** A photo that has no picture to show: on its way, or failed. Only its owner sees such tiles. */
function NoPicture({ photo }: TileStateProps) {
  if (photo.status === 'failed') {
    return (
      <span className="flex size-full flex-col items-center justify-center gap-1 border border-line-strong/40 p-2 text-center text-small text-ink">
        <TriangleAlert aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-danger" />
        <span className="line-clamp-3 [overflow-wrap:anywhere]">
          <span className="sr-only">{photo.filename ?? photoAlt(photo)}: </span>
          {photo.failure ?? 'This file could not be read.'}
        </span>
      </span>
    )
  }
  return (
    <span className="shimmer flex size-full flex-col items-center justify-center gap-2 p-2 text-center text-small text-muted">
      <LoaderCircle
        aria-hidden
        size={20}
        strokeWidth={1.75}
        className="shrink-0 motion-safe:[animation:turn_1.2s_linear_infinite]"
      />
      <span className="max-w-full truncate">
        {photo.status === 'uploading' ? 'Uploading' : 'Processing'}
        <span className="sr-only"> {photo.filename ?? ''}</span>
      </span>
    </span>
  )
}

/** What is said at the edges of a tile: private, rejected, missing, damaged. */
function TileMarks({ photo }: TileStateProps) {
  const rejected = photo.permissions.edit && photo.rating === -1
  return (
    <>
      {photo.permissions.edit && photo.visibility === 'private' && photo.status === 'ready' && (
        <Mark icon={Lock} label="Private" className="right-1.5 bottom-1.5" />
      )}
      {rejected && <Mark icon={Ban} label="Rejected" className="bottom-1.5 left-1.5" />}
      {photo.sphere && (
        <Mark icon={Rotate3d} label="360° picture" className={rejected ? 'bottom-1.5 left-9' : 'bottom-1.5 left-1.5'} />
      )}
      {photo.missingAt && <Mark icon={CloudOff} label="Missing: its file is gone" className="top-1.5 right-1.5" />}
      {photo.damaged && !photo.missingAt && (
        <Mark icon={TriangleAlert} label="The file is slightly damaged" className="right-1.5 top-1.5" />
      )}
    </>
  )
}

function Mark({ icon: Icon, label, className }: { icon: typeof Lock; label: string; className: string }) {
  return (
    <span
      data-tip={label}
      className={classNames(
        'absolute flex size-6 items-center justify-center rounded-full bg-black/45 text-white',
        className,
      )}
    >
      <Icon aria-hidden size={13} strokeWidth={2} />
      <span className="sr-only">{label}</span>
    </span>
  )
}
