'use client'
import { Suspense, useContext } from 'react'
import { VisitedLink } from '../photo-lists/visited-link'
import { lazily } from '../ui/lazily'
import { NavLink } from '../ui/nav-link'
import { printPlace } from './map-box'
import type { Place } from './place-map'

const PlaceMap = lazily(() => import('./place-map').then((module) => module.PlaceMap))

/** Where a photo was taken, small; a click leads to the large map, which shows nothing of a link. */
export function WhereMap({ place }: { place: Place }) {
  const visited = useContext(VisitedLink).home !== ''
  return (
    <div className="flex flex-col gap-1.5">
      <Suspense fallback={<div className="h-44 rounded-control bg-sunken" />}>
        <PlaceMap place={place} />
      </Suspense>
      {!visited && (
        <NavLink
          href={`/map${printPlace({ zoom: 8, ...place })}`}
          className="self-start text-muted underline underline-offset-4 hover:text-ink"
        >
          Show on the map
        </NavLink>
      )}
    </div>
  )
}
