'use client'
import { type ReactNode, Suspense, useCallback, useState } from 'react'
import { countPhotos } from '@/lib/media/plural'
import { MAP_FRAME } from '../map/map-frame'
import { PlaceList } from '../map/place-list'
import { FilterActions } from '../search/filter-actions'
import { FilterChips } from '../search/filter-chips'
import type { FilterView } from '../search/filter-view'
import { buttonStyle } from '../ui/button-style'
import { classNames } from '../ui/class-names'
import { lazily } from '../ui/lazily'
import { NavLink } from '../ui/nav-link'
import { QueryProvider } from '../ui/query-provider'
import { Spinner } from '../ui/spinner'

const PhotoMap = lazily(() => import('../map/photo-map').then((module) => module.PhotoMap))

interface MapScreenProps {
  /** The filter, without `bbox`. */
  view: FilterView
  /** The filter's own `bbox`: what to show first. */
  box: string | null
  /** What is shown instead where no photo says where it was taken. */
  empty: ReactNode
  /** What is wrong with the address. */
  notice: ReactNode
  signedIn: boolean
  tiles: string | null
  /** Whom the names of places come from. */
  attribution: string
}

/** The map, how many photos are in view with the way to them, and the same places as a list. */
export function MapScreen({ view, box, empty, notice, signedIn, tiles, attribution }: MapScreenProps) {
  const { query } = view
  const [seen, setSeen] = useState<{ bbox: string; count: number } | null>(null)
  const [located, setLocated] = useState(false)
  const onView = useCallback((bbox: string, count: number) => {
    setSeen({ bbox, count })
    if (count > 0) setLocated(true)
  }, [])
  const here = new URLSearchParams(query)
  if (seen) here.set('bbox', seen.bbox)
  return (
    <QueryProvider>
      <section className="flex flex-col px-4 pb-16">
        <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 py-3">
          <h1 className="mr-auto text-title">Map</h1>
          <span role="status" className="tabular text-muted">
            {seen ? `${countPhotos(seen.count)} in view` : ''}
          </span>
          <FilterActions view={view} path="/map" sortable={false} />
          {seen && seen.count > 0 && (
            <NavLink href={`/gallery?${here}`} className={buttonStyle('primary')}>
              Photos here
            </NavLink>
          )}
        </div>
        {notice}
        {view.chips.length > 0 && <FilterChips view={view} total={null} signedIn={signedIn} />}
        {empty ?? (
          <>
            <div className="mb-6">
              <Suspense
                fallback={
                  <div className={classNames(MAP_FRAME, 'flex items-center justify-center text-muted')}>
                    <Spinner label="Loading the map" />
                  </div>
                }
              >
                <PhotoMap query={query} box={box} tiles={tiles} onView={onView} />
              </Suspense>
            </div>
            <PlaceList query={query} located={located} />
          </>
        )}
        <p className="mt-8 text-small text-muted">{attribution}. Country shapes: Natural Earth.</p>
      </section>
    </QueryProvider>
  )
}
