import type { Metadata } from 'next'
import { EmptyWall } from '@/components/gallery/empty-gallery'
import { Gallery } from '@/components/gallery/gallery'
import { GalleryTabs } from '@/components/gallery/gallery-tabs'
import { EmptyFilter } from '@/components/search/empty-filter'
import { FilterActions, FilterChips } from '@/components/search/filter-bar'
import { viewOf } from '@/components/search/filter-chips'
import { MessagePage } from '@/components/shell/message-page'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { pageContext } from '@/lib/http/page'
import type { PhotoPage } from '@/lib/photos/contract'
import { type Filter, parseFilter, toQuery } from '@/lib/search/filter'
import { firstPage } from '../first-page'
import { readDensity } from '../read-density'
import { toSearch } from '../search-params'

interface GalleryPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'Gallery' }

/** The photos of any filter: the address is the filter, so it can be kept and sent. */
export default async function GalleryPage({ searchParams }: GalleryPageProps) {
  const ctx = await pageContext()
  const found = await search(ctx, toSearch(await searchParams))
  if (typeof found === 'string') {
    return <MessagePage title="This filter cannot be understood">{found}</MessagePage>
  }
  const { filter, first } = found
  const query = toQuery(filter).toString()
  const view = viewOf(filter, '/gallery')
  const wall = query === 'visibility=public'
  const signedIn = ctx.actor.kind === 'user'
  return (
    <Gallery
      key={query}
      query={query}
      first={first}
      density={await readDensity()}
      days={filter.sort === 'taken'}
      selectable={signedIn}
      title={
        wall && signedIn ? <GalleryTabs current="public" /> : <h1 className="text-title">{titleOf(filter, first)}</h1>
      }
      actions={<FilterActions view={view} />}
      conditions={wall ? null : <FilterChips view={view} total={first.total ?? 0} signedIn={signedIn} />}
      timeline={filter.sort === 'taken'}
      empty={wall ? <EmptyWall signedIn={signedIn} /> : <EmptyFilter view={view} />}
    />
  )
}

/** The filter and its first page, or a sentence on what is wrong with it. */
async function search(ctx: Context, params: URLSearchParams): Promise<{ filter: Filter; first: PhotoPage } | string> {
  try {
    const filter = parseFilter(params)
    return { filter, first: await firstPage(ctx, filter, true) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.message
    throw error
  }
}

/** A person's page is called after the person; the name is known once there is a photo. */
function titleOf(filter: Filter, first: PhotoPage): string {
  const owner = filter.terms.find((term) => 'is' in term && term.is === 'owner')
  if (!owner || !('value' in owner) || typeof owner.value !== 'string') return 'Photos'
  if (owner.value === 'me') return 'Your photos'
  return `Photos of ${first.items[0]?.owner.name ?? owner.value}`
}
