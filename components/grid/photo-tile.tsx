import { Check } from 'lucide-react'
import { type ComponentProps, type CSSProperties, memo, Suspense, useContext } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { averageColour } from '../images/placeholder'
import { TileImage } from '../images/tile-image'
import { VisitedLink } from '../photo-lists/visited-link'
import { classNames } from '../ui/class-names'
import { lazily } from '../ui/lazily'
import { photoAlt } from '../words/photo-text'

const TileState = lazily(() => import('./tile-state').then((module) => module.TileState), false)

interface PhotoTileProps {
  photo: Photo
  index: number
  className?: string
  style: CSSProperties
  /** How wide its picture is drawn, in CSS pixels; 0 while that is not known. */
  drawn: number
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
  const { photo, index, className, style, drawn, selected, selecting, selectable, tabStop, eager } = props
  const { home, Mark } = useContext(VisitedLink)
  return (
    <div
      data-photo={photo.id}
      data-index={index}
      data-selected={selected || undefined}
      className={classNames('photo-tile', className)}
      style={{ ...style, backgroundColor: selected ? undefined : averageColour(photo.placeholder) }}
    >
      <a href={`${home}/photos/${photo.id}`} tabIndex={tabStop ? 0 : -1} draggable={false} className="tile-link">
        <TileContent photo={photo} eager={eager} drawn={drawn} />
      </a>
      {selectable && (
        <button
          type="button"
          data-tick
          tabIndex={-1}
          aria-pressed={selected}
          aria-label={`Select ${photoAlt(photo)}`}
          className={classNames('tile-tick', !selecting && 'quiet')}
        >
          <span>
            <Check aria-hidden size={14} strokeWidth={3} />
          </span>
        </button>
      )}
      <Said photo={photo} shown />
      {Mark && <Mark photo={photo} />}
    </div>
  )
})

function Said(props: ComponentProps<typeof TileState>) {
  return (
    <Suspense>
      <TileState {...props} />
    </Suspense>
  )
}

function TileContent({ photo, eager, drawn }: Pick<PhotoTileProps, 'photo' | 'eager' | 'drawn'>) {
  if (photo.status === 'failed' || !photo.renditions) return <Said photo={photo} />
  return (
    <TileImage
      photoId={photo.id}
      renditions={photo.renditions}
      drawn={drawn}
      placeholder={photo.placeholder}
      alt={photoAlt(photo)}
      eager={eager}
    />
  )
}
