import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { EmptyCollection, EmptyWall } from '@/components/gallery/empty-gallery'
import { Gallery } from '@/components/gallery/gallery'
import { GalleryTabs } from '@/components/gallery/gallery-tabs'
import { PersonHeading } from '@/components/people/person-heading'
import { EmptyFilter } from '@/components/search/empty-filter'
import { FilterActions } from '@/components/search/filter-actions'
import { FilterChips } from '@/components/search/filter-chips'
import { viewOf } from '@/components/search/filter-view'
import { MistakeNotice } from '@/components/search/mistake-notice'
import { NamedText } from '@/components/search/named-text'
import { COLLECTIONS } from '@/components/session/collections'
import { SimilarSlot } from '@/components/similar/similar-slot'
import { pageContext } from '@/lib/http/page'
import { counted } from '@/lib/media/plural'
import type { PhotoPage } from '@/lib/photos/contract'
import { type Filter, toQuery } from '@/lib/search/language/filter'
import { publicMetadata } from '../../public-metadata'
import { firstPage } from '../first-page'
import { readDensity } from '../read-density'
import { readSearch } from '../read-search'
import { toSearch } from '../search-params'
import { similarSeed, similarTo, termNames } from '../similar-seed'
import { findPublicPerson, personOf } from './public-person'

interface GalleryPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** People's pages and the wall tell the world who they are; of the endless other filters none is worth finding. */
export async function generateMetadata({ searchParams }: GalleryPageProps): Promise<Metadata> {
  const username = personOf(readSearch(toSearch(await searchParams)).filter)
  const person = username && (await findPublicPerson(username))
  if (!person) return { title: 'Gallery', robots: { index: false } }
  const { name, count, newest } = person
  const title = `Photos of ${name}`
  const path = `/gallery?owner=${username}`
  const description = `${counted(count, 'public photo')} by ${name}`
  const preview = newest.renditions?.preview
  return publicMetadata({
    title,
    name: title,
    description,
    path,
    type: 'profile',
    image: preview ? { url: preview.url, width: preview.width, height: preview.height, alt: newest.title } : null,
    feed: username,
  })
}

/** The photos of any filter: the address is the filter, so it can be kept and sent. */
export default async function GalleryPage({ searchParams }: GalleryPageProps) {
  const ctx = await pageContext()
  const { filter, mistake } = readSearch(toSearch(await searchParams))
  const first = await firstPage(ctx, filter, true)
  const query = toQuery(filter).toString()
  const view = viewOf(filter, '/gallery', await termNames(ctx, filter))
  const similar = await similarSeed(ctx, filter)
  const wall = query === 'visibility=public'
  const signedIn = ctx.actor.kind === 'user'
  const list = signedIn && COLLECTIONS.find((one) => one.query === query)
  const name = nameOf(filter, first)
  return (
    <>
      {view.named.length > 0 && <NamedText text={view.text} named={view.named} />}
      {similar && <SimilarSlot key={similar.value.id} {...similar} query={query} total={first.total ?? 0} />}
      <Gallery
        key={query}
        query={query}
        first={first}
        density={await readDensity()}
        days={filter.sort === 'taken'}
        selectable={signedIn}
        title={await titleFor(filter, query, first, signedIn)}
        actions={<FilterActions view={view} />}
        conditions={
          <>
            {mistake && <MistakeNotice {...mistake} path="/gallery" />}
            {wall || name || list ? null : <FilterChips view={view} total={first.total ?? 0} signedIn={signedIn} />}
          </>
        }
        timeline={filter.sort === 'taken'}
        empty={
          wall ? (
            <EmptyWall signedIn={signedIn} />
          ) : list ? (
            <EmptyCollection list={list} />
          ) : (
            <EmptyFilter view={view} signedIn={signedIn} like={likeOf(filter, similar !== null)} />
          )
        }
      />
    </>
  )
}

/** The name of the person whose page it is; known once there is a photo. */
function nameOf(filter: Filter, first: PhotoPage): string | undefined {
  return personOf(filter) === null ? undefined : first.items[0]?.owner.name
}

async function titleFor(filter: Filter, query: string, first: PhotoPage, signedIn: boolean): Promise<ReactNode> {
  if (signedIn && query === 'visibility=public') return <GalleryTabs current="public" />
  if (signedIn && COLLECTIONS.some((list) => list.query === query)) return <GalleryTabs current={query} />
  const [username, name] = [personOf(filter), nameOf(filter, first)]
  if (username === null || name === undefined) return <h1 className="text-title">{titleOf(filter, first)}</h1>
  const feed = (await findPublicPerson(username)) !== null
  return <PersonHeading name={name} username={username} query={query} count={first.total ?? 0} feed={feed} />
}

/** Whether photos are compared with one, and whether this visitor sees that one. */
function likeOf(filter: Filter, seen: boolean): 'seen' | 'unseen' | null {
  if (similarTo(filter).length === 0) return null
  return seen ? 'seen' : 'unseen'
}

/** A person's page is called after the person; the name is known once there is a photo. */
function titleOf(filter: Filter, first: PhotoPage): string {
  if (similarTo(filter).length > 0) return 'Similar photos'
  const owner = filter.terms.find((term) => 'is' in term && term.is === 'owner')
  if (!owner || !('value' in owner) || typeof owner.value !== 'string') return 'Photos'
  if (owner.value === 'me') return 'Your photos'
  return `Photos of ${first.items[0]?.owner.name ?? owner.value}`
}
