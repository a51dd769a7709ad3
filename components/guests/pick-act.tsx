'use client'
import { Heart, MessageSquareText } from 'lucide-react'
import type { Photo } from '@/lib/photos/contract'
import { useShortcuts } from '../keys/shortcuts'
import { IconButton } from '../ui/icon-button'
import { noteOf, togglePick, usePick } from './own-picks'

/** The heart and the note in the lightbox's bar of a share link. */
export function PickAct({ photo }: { photo: Photo }) {
  const note = usePick(photo.id)
  const picked = note !== undefined
  useShortcuts([{ keys: ['h'], label: 'Heart', run: () => void togglePick(photo.id) }])
  return (
    <>
      <IconButton
        icon={Heart}
        label={picked ? 'Take the heart off' : 'Heart'}
        shortcut="h"
        aria-pressed={picked}
        className={picked ? '[&_svg]:fill-heart [&_svg]:text-heart' : ''}
        onClick={() => void togglePick(photo.id)}
      />
      {picked && (
        <IconButton
          icon={MessageSquareText}
          label={note ? `Note: ${note}` : 'Write a note'}
          className={note ? 'text-accent' : ''}
          onClick={() => noteOf.set(photo.id)}
        />
      )}
    </>
  )
}
