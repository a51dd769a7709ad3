'use client'
import { Ban, Star } from 'lucide-react'
import { counted } from '@/lib/media/plural'
import type { Photo } from '@/lib/photos/contract'
import { changeAtOnce } from '../photo-lists/change-at-once'
import { classNames } from '../ui/class-names'

const STARS = [1, 2, 3, 4, 5]

/** A photo's rating as five stars or rejected; pressing what it has takes the rating away. */
export function RatingStars({ photo }: { photo: Photo }) {
  const rating = photo.rating ?? 0
  return (
    <fieldset className="flex items-center">
      <legend className="sr-only">Rating</legend>
      {STARS.map((star) => (
        <button
          key={star}
          type="button"
          aria-label={counted(star, 'star')}
          aria-pressed={star === rating}
          data-tip={star === rating ? 'Take the rating away' : counted(star, 'star')}
          data-tip-key={star === rating ? '0' : String(star)}
          className={classNames(
            'inline-flex size-9 items-center justify-center rounded-control hover:bg-sunken',
            star <= rating ? 'text-accent' : 'text-muted',
          )}
          onClick={() => void changeAtOnce(photo, { rating: star === rating ? null : star })}
        >
          <Star aria-hidden size={18} strokeWidth={1.75} className={star <= rating ? 'fill-current' : ''} />
        </button>
      ))}
      <button
        type="button"
        aria-label="Rejected"
        aria-pressed={rating === -1}
        data-tip={rating === -1 ? 'Take the rating away' : 'Reject'}
        data-tip-key="−"
        className={classNames(
          'ml-2 inline-flex h-9 items-center justify-center gap-1.5 rounded-control px-2 hover:bg-sunken',
          rating === -1 ? 'text-danger' : 'text-muted',
        )}
        onClick={() => void changeAtOnce(photo, { rating: rating === -1 ? null : -1 })}
      >
        <Ban aria-hidden size={18} strokeWidth={1.75} />
        {rating === -1 && <span className="text-small">Rejected</span>}
      </button>
    </fieldset>
  )
}
