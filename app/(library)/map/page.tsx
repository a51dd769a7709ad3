import type { Metadata } from 'next'
import { MapScreen } from '@/components/map-screen/map-screen'
import { NoPlaces } from '@/components/map-screen/no-places'
import { viewOf } from '@/components/search/filter-view'
import { MistakeNotice } from '@/components/search/mistake-notice'
import { NamedText } from '@/components/search/named-text'
import { countVisitorSearch } from '@/lib/auth/visitor-searches'
import type { Context } from '@/lib/context/context'
import { env } from '@/lib/env'
import { pageContext } from '@/lib/http/page'
import { PLACES_ATTRIBUTION } from '@/lib/places/locate'
import { type Filter, filterOf, toQuery } from '@/lib/search/language/filter'
import { listPhotos } from '@/lib/search/query/page'
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
  const signedIn = ctx.actor.kind === 'user'
  const view = viewOf(filter, '/map', await termNames(ctx, filter))
  return (
    <MapScreen
      view={view}
      box={box}
      notice={
        <>
          {box === null && view.named.length > 0 && <NamedText text={view.text} named={view.named} />}
          {mistake && <MistakeNotice {...mistake} path="/map" />}
        </>
      }
      signedIn={signedIn}
      tiles={env().MAP_TILES_URL ?? null}
      empty={(await isEmpty(ctx, filter)) ? <NoPlaces filtered={filter.terms.length > 0} signedIn={signedIn} /> : null}
      attribution={PLACES_ATTRIBUTION}
    />
  )
}

/** Whether no photo of a filter says where it was taken. */
async function isEmpty(ctx: Context, filter: Filter): Promise<boolean> {
  await countVisitorSearch(ctx)
  const located = { ...filter, terms: [...filter.terms, ...filterOf({ hasLocation: 'true' }).terms] }
  return (await listPhotos(ctx, { filter: located, limit: 1, count: false })).items.length === 0
}

/** The filter without a box of its own: the view is the box. */
function withoutBox(whole: Filter): { filter: Filter; box: string | null } {
  const box = toQuery(whole).get('bbox')
  const terms = whole.terms.filter((term) => !('is' in term && term.is === 'bbox'))
  return { filter: { ...whole, terms }, box }
}
