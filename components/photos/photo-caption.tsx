'use client'
import { useContext } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { VisitedLink } from '../photo-lists/visited-link'

/** Pixels that it takes from the picture. */
export const CAPTION = 64

/** Under somebody else's photo: what it is, whose it is, and the way to the rest. A share link's visitor is led nowhere. */
export function PhotoCaption({ photo }: { photo: Photo }) {
  const { home } = useContext(VisitedLink)
  const { title, description, owner } = photo
  const words = [title, description].filter(Boolean).join(': ')
  return (
    <div
      className="lightbox-bar absolute right-(--lightbox-panel,0px) bottom-0 left-0 z-10 flex items-center gap-4 bg-ground px-4 text-ink transition-opacity duration-150"
      style={{ height: CAPTION }}
    >
      <p className="min-w-0 flex-1">
        {words && <span className="block truncate">{words}</span>}
        <span className="block truncate text-muted">
          {'By '}
          {home ? (
            owner.name
          ) : (
            <a className="underline underline-offset-4 hover:text-ink" href={`/gallery?owner=${owner.username}`}>
              {owner.name}
            </a>
          )}
        </span>
      </p>
      {!home && (
        <a href="/gallery" className="shrink-0 font-semibold">
          Albumen
        </a>
      )}
    </div>
  )
}
