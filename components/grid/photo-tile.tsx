import { Check, CloudOff, LoaderCircle, Lock, TriangleAlert } from 'lucide-react'
import { type CSSProperties, memo } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { averageColour } from '../images/placeholder'
import { TileImage } from '../images/tile-image'
import { classNames } from '../ui/class-names'
import { photoAlt } from '../words/photo-text'

interface PhotoTileProps {
  photo: Photo
  index: number
  className?: string
  style: CSSProperties
  selected: boolean
  /** Whether anything is selected: ticks stay visible then. */
  selecting: boolean
  /** Whether photos can be selected here. */
  selectable: boolean
  /** The one tile that Tab stops at. */
  tabStop: boolean
  /** Among the first ones: fetched at once. */
  eager: boolean
}

/** One photo of the grid: a real link. Clicks are handled by the grid (data-photo, data-tick), so tiles stay cheap. */
export const PhotoTile = memo(function PhotoTile(props: PhotoTileProps) {
  const { photo, index, className, style, selected, selecting, selectable, tabStop, eager } = props
  const mine = photo.permissions.edit
  return (
    <div
      data-photo={photo.id}
      data-index={index}
      data-selected={selected || undefined}
      className={classNames('group/tile overflow-hidden bg-sunken', className)}
      style={{ ...style, backgroundColor: selected ? undefined : averageColour(photo.placeholder) }}
    >
      <a
        href={`/photos/${photo.id}`}
        tabIndex={tabStop ? 0 : -1}
        draggable={false}
        className={classNames(
          'absolute inset-0 overflow-hidden -outline-offset-3 transition-[inset] focus-visible:outline-3 select-none [-webkit-touch-callout:none]',
          selected && 'inset-2.5 ring-2 ring-accent',
        )}
      >
        <TileContent photo={photo} eager={eager} />
      </a>
      {selectable && (
        <button
          type="button"
          data-tick
          tabIndex={-1}
          aria-pressed={selected}
          aria-label={`Select ${photoAlt(photo)}`}
          className={classNames(
            'absolute top-0 left-0 flex size-10 items-center justify-center transition-opacity',
            !selecting &&
              'opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 pointer-coarse:hidden',
          )}
        >
          <span
            className={classNames(
              'flex size-6 items-center justify-center rounded-full border-2',
              selected ? 'border-accent bg-accent text-on-accent' : 'border-white bg-black/30 text-white',
            )}
          >
            <Check aria-hidden size={14} strokeWidth={3} className={selected ? '' : 'opacity-70'} />
          </span>
        </button>
      )}
      {mine && photo.visibility === 'private' && photo.status === 'ready' && (
        <Mark icon={Lock} label="Private" className="right-1.5 bottom-1.5" />
      )}
      {photo.missingAt && <Mark icon={CloudOff} label="Missing: its file is gone" className="top-1.5 right-1.5" />}
      {photo.damaged && !photo.missingAt && (
        <Mark icon={TriangleAlert} label="The file is slightly damaged" className="right-1.5 top-1.5" />
      )}
    </div>
  )
})

function TileContent({ photo, eager }: Pick<PhotoTileProps, 'photo' | 'eager'>) {
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
  if (!photo.renditions) {
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
  return (
    <TileImage
      photoId={photo.id}
      rendition={photo.renditions.thumb}
      placeholder={photo.placeholder}
      alt={photoAlt(photo)}
      eager={eager}
    />
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
