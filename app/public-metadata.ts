import type { Metadata } from 'next'
import { siteUrl } from './site-url'

interface PublicPage {
  title: Metadata['title'] & {}
  /** The title where no template is put round it: cards and messengers. */
  name: string
  description: string
  /** The page's one address, beginning with a slash. */
  path: string
  type: 'website' | 'article' | 'profile'
  /** A picture everybody may see, with the path of its rendition. */
  image?: { url: string; width?: number; height?: number; alt?: string } | null
  /** Whose feeds belong to the page; everybody's when null, none when left out. */
  feed?: string | null
}

/**
 * What a public page tells those who link to it. Every address in it is absolute; where the site's own address is not known
 * (see site-url.ts) there are none, rather than wrong ones.
 */
export async function publicMetadata({
  title,
  name,
  description,
  path,
  type,
  image,
  feed,
}: PublicPage): Promise<Metadata> {
  const site = await siteUrl()
  if (!site) return { title, description }
  const absolute = (address: string) => new URL(address, site).href
  const url = absolute(path)
  const images = image ? [{ ...image, url: absolute(image.url) }] : []
  return {
    title,
    description,
    metadataBase: site,
    alternates: { canonical: url, ...(feed === undefined ? {} : { types: feedLinks(feed, absolute) }) },
    openGraph: { title: name, description, type, siteName: 'Albumen', url, images },
    twitter: { card: images.length > 0 ? 'summary_large_image' : 'summary', title: name, description, images },
  }
}

function feedLinks(owner: string | null, absolute: (address: string) => string) {
  const query = owner === null ? '' : `?owner=${owner}`
  return {
    'application/feed+json': absolute(`/feed.json${query}`),
    'application/rss+xml': absolute(`/rss.xml${query}`),
  }
}
