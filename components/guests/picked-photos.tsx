'use client'
import { Heart } from 'lucide-react'
import type { LinkPicks } from '@/lib/guests/contract'
import { counted } from '@/lib/media/plural'
import { CoverImage } from '../images/cover-image'
import { photoAlt } from '../words/photo-text'
import { HEART_ON_PICTURE } from './heart'

interface PickedPhotosProps {
  photos: LinkPicks['photos']
  /** Whose notes are shown. */
  people: LinkPicks['people']
}

/** The photos that visitors marked, each with how many did and what they wrote. */
export function PickedPhotos({ photos, people }: PickedPhotosProps) {
  const notes = notesOf(people)
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 md:grid-cols-4">
      {photos.map(({ photo, picks }) => (
        <li key={photo.id} className="flex min-w-0 flex-col gap-1">
          <a href={`/photos/${photo.id}`} aria-label={photoAlt(photo)} className="relative aspect-square bg-sunken">
            {photo.renditions && <CoverImage cover={photo.renditions.thumb} />}
            <span className="absolute right-1.5 bottom-1.5 flex items-center gap-1 rounded-full bg-black/55 px-2 py-0.5 text-small text-white">
              <Heart aria-hidden size={13} strokeWidth={2} className={HEART_ON_PICTURE} />
              <span aria-hidden>{picks}</span>
              <span className="sr-only">{counted(picks, 'pick')}</span>
            </span>
          </a>
          {(notes.get(photo.id) ?? []).map(({ id, name, note }) => (
            <p key={id} className="text-small wrap-anywhere whitespace-pre-line">
              <span className="font-semibold">{name}:</span> {note}
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}

interface Note {
  id: string
  name: string
  note: string
}

function notesOf(people: LinkPicks['people']): Map<string, Note[]> {
  const notes = new Map<string, Note[]>()
  for (const { id, name, picks } of people) {
    for (const { photoId, note } of picks) {
      if (note !== '') notes.set(photoId, [...(notes.get(photoId) ?? []), { id, name, note }])
    }
  }
  return notes
}
