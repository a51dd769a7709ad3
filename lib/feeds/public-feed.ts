import { ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { shareAmongVisitors } from '../load/share-work'
import { visitorsInTurn } from '../load/visitors-in-turn'
import type { Photo } from '../photos/contract'
import { filterOf } from '../search/language/filter'
import { listPhotos } from '../search/query/page'

/** What a feed tells of the newest public photos; every address is absolute. */
export interface PublicFeed {
  title: string
  homeUrl: string
  feedUrl: string
  entries: FeedEntry[]
}

export interface FeedEntry {
  url: string
  title: string
  text: string
  author: string
  addedAt: string
  tags: string[]
  image: string
}

const NEWEST = 50

/**
 * The newest public photos, of everybody or of one person, as a stranger sees them whoever asks.
 * @param site the address of this site
 * @param path the feed's own path
 * @throws AppError not_found for a person who shows nothing, known or not
 */
export async function publicFeed(ctx: Context, site: URL, path: string, owner?: string): Promise<PublicFeed> {
  const filter = filterOf({ visibility: 'public', sort: 'added', ...(owner === undefined ? {} : { owner }) })
  const stranger: Context = { ...ctx, actor: ANONYMOUS }
  const { items } = await shareAmongVisitors(stranger, `feed ${owner ?? ''}`, () =>
    visitorsInTurn(stranger, () => listPhotos(stranger, { filter, limit: NEWEST })),
  )
  const first = items[0]
  if (owner !== undefined && !first) throw notFound()
  const absolute = (address: string) => new URL(address, site).href
  return {
    title: owner === undefined ? 'Albumen' : `Photos of ${first?.owner.name ?? owner}`,
    homeUrl: absolute(owner === undefined ? '/' : `/gallery?owner=${owner}`),
    feedUrl: absolute(owner === undefined ? path : `${path}?owner=${owner}`),
    entries: items.flatMap((photo) =>
      photo.renditions ? [entryOf(photo, photo.renditions.preview.url, absolute)] : [],
    ),
  }
}

function entryOf(photo: Photo, image: string, absolute: (address: string) => string): FeedEntry {
  return {
    url: absolute(`/photos/${photo.id}`),
    title: photo.title || `Photo by ${photo.owner.name}`,
    text: photo.description,
    author: photo.owner.name,
    addedAt: photo.addedAt,
    tags: photo.tags,
    image: absolute(image),
  }
}

/** The feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export function toJsonFeed(feed: PublicFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.feedUrl,
    items: feed.entries.map((entry) => ({
      id: entry.url,
      url: entry.url,
      title: entry.title,
      content_text: entry.text || entry.title,
      image: entry.image,
      date_published: entry.addedAt,
      authors: [{ name: entry.author }],
      tags: entry.tags,
    })),
  })
}

/** The feed as RSS 2.0 with Media RSS pictures. */
export function toRss(feed: PublicFeed): string {
  const items = feed.entries.map(
    (entry) => `<item><title>${xml(entry.title)}</title><link>${xml(entry.url)}</link>
<guid isPermaLink="true">${xml(entry.url)}</guid><pubDate>${new Date(entry.addedAt).toUTCString()}</pubDate>
<description>${xml(entry.text || entry.title)}</description>${entry.tags.map((tag) => `<category>${xml(tag)}</category>`).join('')}
<media:content url="${xml(entry.image)}" medium="image" type="image/jpeg"/></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${xml(feed.title)}</title><link>${xml(feed.homeUrl)}</link><description>${xml(feed.title)}</description>
<atom:link href="${xml(feed.feedUrl)}" rel="self" type="application/rss+xml"/>
${items.join('\n')}
</channel></rss>
`
}

/** Text as XML 1.0 may carry it: markup escaped, characters it forbids left out. */
export function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
