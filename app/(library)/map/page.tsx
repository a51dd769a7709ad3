import type { Metadata } from 'next'
import { MapScreen } from '@/components/map/map-screen'
import { viewOf } from '@/components/search/filter-chips'
import { MessagePage } from '@/components/shell/message-page'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { pageContext } from '@/lib/http/page'
import { PLACES_ATTRIBUTION } from '@/lib/places/locate'
import { type Filter, parseFilter, toQuery } from '@/lib/search/filter'
import { toSearch } from '../search-params'

export const metadata: Metadata = { title: 'Map' }

interface MapPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where the photos of a filter were taken. */
export default async function MapPage({ searchParams }: MapPageProps) {
  const ctx = await pageContext()
  const found = search(toSearch(await searchParams))
  if (found instanceof AppError)
    return <MessagePage title="This filter cannot be understood">{found.message}</MessagePage>
  return (
    <MapScreen
      view={viewOf(found.filter, '/map')}
      box={found.box}
      signedIn={ctx.actor.kind === 'user'}
      tiles={env().MAP_TILES_URL ?? null}
      attribution={PLACES_ATTRIBUTION}
    />
  )
}

/** The filter without a box of its own (the view is the box) and the box, or what is wrong with them. */
function search(params: URLSearchParams): { filter: Filter; box: string | null } | AppError {
  try {
    const whole = parseFilter(params)
    const box = toQuery(whole).get('bbox')
    const terms = whole.terms.filter((term) => !('is' in term && term.is === 'bbox'))
    return { filter: { ...whole, terms }, box }
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error
    throw error
  }
}
