import type { Metadata } from 'next'
import { MapScreen } from '@/components/map/map-screen'
import { MessagePage } from '@/components/shell/message-page'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { parseFilter, toQuery } from '@/lib/search/filter'
import { toSearch } from '../search-params'

export const metadata: Metadata = { title: 'Map' }

interface MapPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Where the photos of a filter were taken. */
export default async function MapPage({ searchParams }: MapPageProps) {
  const found = search(toSearch(await searchParams))
  if (found instanceof AppError)
    return <MessagePage title="This filter cannot be understood">{found.message}</MessagePage>
  return <MapScreen key={found} query={found} tiles={env().MAP_TILES_URL ?? null} />
}

/** The filter without a box of its own (the view is the box), or what is wrong with it. */
function search(params: URLSearchParams): string | AppError {
  try {
    const query = toQuery(parseFilter(params))
    query.delete('bbox')
    return query.toString()
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error
    throw error
  }
}
