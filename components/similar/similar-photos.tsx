'use client'
import { useContext } from 'react'
import type { SimilarReply } from '@/lib/similar/contract'
import { VisitedLink } from '../photo-lists/visited-link'
import { NavLink } from '../ui/nav-link'
import { photoName } from '../words/photo-text'
import { distanceLabel } from './similar-words'

interface SimilarPhotosProps {
  items: SimilarReply['items']
  label: string
  className: string
}

/** Photos that look like something, each with how alike it is, in words. */
export function SimilarPhotos({ items, label, className }: SimilarPhotosProps) {
  const { home } = useContext(VisitedLink)
  if (items.length === 0) return null
  return (
    <ul aria-label={label} className={className}>
      {items.map(({ photo, distance }) => (
        <li key={photo.id}>
          <NavLink href={`${home}/photos/${photo.id}`} className="block">
            {photo.renditions && (
              // biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off
              <img
                src={photo.renditions.thumb.url}
                width={photo.renditions.thumb.width}
                height={photo.renditions.thumb.height}
                alt={`${photoName(photo)}: ${distanceLabel(distance)}`}
                loading="lazy"
                className="aspect-square w-full object-cover"
              />
            )}
            <span aria-hidden className="block truncate text-small text-muted">
              {distanceLabel(distance)}
            </span>
          </NavLink>
        </li>
      ))}
    </ul>
  )
}
