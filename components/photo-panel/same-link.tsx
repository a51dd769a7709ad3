import { type ReactNode, useContext } from 'react'
import type { Photo } from '@/lib/photos/contract'
import { VisitedLink } from '../photo-lists/visited-link'
import { NavLink } from '../ui/nav-link'
import { tagWords } from '../words/tag-words'

interface SameLinkProps {
  photo: Photo
  /** What is the same in the others: `{ town: 'Bergen' }`. */
  filter: Partial<Record<'camera' | 'lens' | 'town' | 'region' | 'country' | 'tag', string>>
  children: ReactNode
}

/** Leads to the same person's photos that share something. A share link's visitor is led nowhere and reads plain words. */
export function SameLink({ photo, filter, children }: SameLinkProps) {
  const { home } = useContext(VisitedLink)
  if (home) return <>{children}</>
  const owner = photo.permissions.edit ? 'me' : photo.owner.username
  return (
    <NavLink
      href={`/gallery?${new URLSearchParams({ owner, ...filter })}`}
      className="underline decoration-line-strong/60 underline-offset-4 hover:decoration-current"
    >
      {children}
    </NavLink>
  )
}

/** A tag's words, as a way to the photos that have it. */
export function TagLink({ photo, tag }: { photo: Photo; tag: string }) {
  return (
    <SameLink photo={photo} filter={{ tag }}>
      {tagWords(tag)}
    </SameLink>
  )
}

/** `Bergen, Norway`, each a way to the photos that were taken there. */
export function PlaceLinks({ photo }: { photo: Photo }) {
  const { town, region, country } = photo.place ?? {}
  const near = town ? { town } : region ? { region } : null
  return (
    <>
      {near && (
        <SameLink photo={photo} filter={near}>
          {town ?? region}
        </SameLink>
      )}
      {near && country && ', '}
      {country && (
        <SameLink photo={photo} filter={{ country }}>
          {country}
        </SameLink>
      )}
    </>
  )
}
