import type { Metadata } from 'next'
import { EmptyWall } from '@/components/gallery/empty-gallery'
import { Gallery } from '@/components/gallery/gallery'
import { GalleryTabs } from '@/components/gallery/gallery-tabs'
import { FirstRun } from '@/components/gallery-top/first-run'
import { GalleryMemories } from '@/components/gallery-top/gallery-memories'
import { OwnSlot } from '@/components/gallery-top/own-slot'
import { SampleNotice } from '@/components/gallery-top/sample-notice'
import { FilterActions } from '@/components/search/filter-actions'
import { NavLink } from '@/components/ui/nav-link'
import { pageContext } from '@/lib/http/page'
import { countSamples } from '@/lib/samples/count-samples'
import { filterOf } from '@/lib/search/language/filter'
import { publicMetadata } from '../public-metadata'
import { firstPage } from './first-page'
import { readDensity } from './read-density'
import { readMemories } from './read-memories'

const DESCRIPTION = 'Photographs that people chose to show'

export function generateMetadata(): Promise<Metadata> {
  return publicMetadata({
    title: { absolute: 'Albumen' },
    name: 'Albumen',
    description: DESCRIPTION,
    path: '/',
    type: 'website',
    feed: null,
  })
}

/** One's own gallery; for visitors the public wall. */
export default async function HomePage() {
  const ctx = await pageContext()
  const density = await readDensity()
  if (ctx.actor.kind === 'user') {
    const [first, memories, samples] = await Promise.all([
      firstPage(ctx, filterOf({ owner: 'me' })),
      readMemories(ctx),
      countSamples(ctx),
    ])
    return (
      <Gallery
        key="own"
        query="owner=me"
        first={first}
        density={density}
        selectable
        title={<GalleryTabs current="own" />}
        actions={
          <>
            <FilterActions view={{ query: 'owner=me', sort: 'taken', order: 'desc' }} />
            {/* The first screen has its own. */}
            <OwnSlot act="upload" className="max-sm:hidden [section:has([data-first-run])_&]:hidden" />
          </>
        }
        timeline
        conditions={
          <>
            <SampleNotice photos={samples.photos} />
            {memories && <GalleryMemories {...memories} />}
          </>
        }
        empty={<FirstRun />}
      />
    )
  }
  const first = await firstPage(ctx, filterOf({ visibility: 'public' }))
  return (
    <Gallery
      key="wall"
      query="visibility=public"
      first={first}
      density={density}
      selectable={false}
      title={
        <div className="flex items-baseline gap-x-5">
          <h1 className="text-title">Public photos</h1>
          <NavLink href="/explore" className="rounded-control py-1 text-muted hover:text-ink">
            Explore
          </NavLink>
        </div>
      }
      actions={<FilterActions view={{ query: 'visibility=public', sort: 'taken', order: 'desc' }} />}
      timeline
      empty={<EmptyWall signedIn={false} />}
    />
  )
}
