import type { Metadata } from 'next'
import { MapScreen } from '@/components/map-screen/map-screen'
import { viewOf } from '@/components/search/filter-view'
import { MistakeNotice } from '@/components/search/mistake-notice'
import { env } from '@/lib/env'
import { pageContext } from '@/lib/http/page'
import { PLACES_ATTRIBUTION } from '@/lib/places/locate'
import { type Filter, toQuery } from '@/lib/search/language/filter'
import { readSearch } from '../read-search'
import { toSearch } from '../search-params'
import { termNames } from '../similar-seed'

export const metadata: Metadata = { title: 'Map' }

interface MapPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where the photos of a filter were taken. */
export default async function MapPage({ searchParams }: MapPageProps) {
  const ctx = await pageContext()
  const { filter: whole, mistake } = readSearch(toSearch(await searchParams))
  const { filter, box } = withoutBox(whole)
  return (
    <MapScreen
      view={viewOf(filter, '/map', await termNames(ctx, filter))}
      box={box}
      notice={mistake && <MistakeNotice {...mistake} path="/map" />}
      signedIn={ctx.actor.kind === 'user'}
      tiles={env().MAP_TILES_URL ?? null}
      attribution={PLACES_ATTRIBUTION}
    />
  )
}

/** The filter without a box of its own: the view is the box. */
function withoutBox(whole: Filter): { filter: Filter; box: string | null } {
  const box = toQuery(whole).get('bbox')
  const terms = whole.terms.filter((term) => !('is' in term && term.is === 'bbox'))
  return { filter: { ...whole, terms }, box }
}
