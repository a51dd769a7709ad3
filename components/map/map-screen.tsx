'use client'
import { lazy, Suspense, useCallback, useState } from 'react'
import { QueryProvider } from '../query-provider'
import { buttonStyle } from '../ui/button-style'
import { NavLink } from '../ui/nav-link'
import { Spinner } from '../ui/spinner'
import { PlaceList } from './place-list'

const PhotoMap = lazy(() => import('./photo-map').then((module) => ({ default: module.PhotoMap })))

interface MapScreenProps {
  /** The filter as URL parameters, without `bbox`. */
  query: string
  tiles: string | null
}

/** The map, how many photos are in view with the way to them, and the same places as a list. */
export function MapScreen({ query, tiles }: MapScreenProps) {
  const [view, setView] = useState<{ bbox: string; count: number } | null>(null)
  const onView = useCallback((bbox: string, count: number) => setView({ bbox, count }), [])
  const here = new URLSearchParams(query)
  if (view) here.set('bbox', view.bbox)
  return (
    <QueryProvider>
      <section className="flex flex-col gap-4 px-4 pb-16">
        <div className="flex min-h-14 flex-wrap items-center gap-3 py-3">
          <h1 className="mr-auto text-title">Map</h1>
          <span role="status" className="tabular text-muted">
            {view ? `${view.count.toLocaleString('en-GB')} ${view.count === 1 ? 'photo' : 'photos'} in view` : ''}
          </span>
          {view && view.count > 0 && (
            <NavLink href={`/gallery?${here}`} className={buttonStyle('primary')}>
              Photos here
            </NavLink>
          )}
        </div>
        <div className="h-[max(320px,calc(100dvh-260px))] overflow-hidden rounded-panel border border-line">
          <Suspense
            fallback={
              <div className="flex size-full items-center justify-center text-muted">
                <Spinner label="Loading the map" />
              </div>
            }
          >
            <PhotoMap query={query} tiles={tiles} onView={onView} />
          </Suspense>
        </div>
        <PlaceList query={query} />
      </section>
    </QueryProvider>
  )
}
