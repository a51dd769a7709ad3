'use client'
import { Heart, MessageSquareText } from 'lucide-react'
import type { Photo } from '@/lib/photos/contract'
import { classNames } from '../ui/class-names'
import { photoAlt } from '../words/photo-text'
import { HEART_ON_PICTURE } from './heart'
import { noteOf, togglePick, usePick } from './own-picks'

const BUTTON = 'flex size-10 items-center justify-center outline-offset-[-4px]'
const DISC = 'flex size-7 items-center justify-center rounded-full bg-black/50 text-white'

/** The heart on a tile of a share link. With the keyboard: h on the tile. */
export function PickMark({ photo }: { photo: Photo }) {
  const note = usePick(photo.id)
  const picked = note !== undefined
  const alt = photoAlt(photo)
  return (
    <span data-mark className="absolute right-0 bottom-0 flex">
      {picked && (
        <button
          type="button"
          tabIndex={-1}
          data-tip={note || 'Write a note'}
          aria-label={note ? `Change the note on ${alt}` : `Write a note on ${alt}`}
          className={classNames(
            BUTTON,
            !note &&
              'opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 pointer-coarse:opacity-100',
          )}
          onClick={() => noteOf.set(photo.id)}
        >
          <span className={DISC}>
            <MessageSquareText aria-hidden size={15} strokeWidth={2} />
          </span>
        </button>
      )}
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={picked}
        aria-label={`Heart ${alt}`}
        data-tip={picked ? 'Take the heart off' : 'Heart'}
        data-tip-key="h"
        className={classNames(
          BUTTON,
          'transition-opacity',
          !picked &&
            'opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 pointer-coarse:opacity-100',
        )}
        onClick={() => void togglePick(photo.id)}
      >
        <span className={DISC}>
          <Heart aria-hidden size={16} strokeWidth={2} className={picked ? HEART_ON_PICTURE : ''} />
        </span>
      </button>
    </span>
  )
}
