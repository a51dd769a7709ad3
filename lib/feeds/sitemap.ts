import { and, desc, eq, exists, sql } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { visibleAlbumsTo } from '../access/visible-albums'
import { visibleTo } from '../access/visible-photos'
import { ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { dearly } from '../load/dear'
import { xml } from './public-feed'

/** A sitemap file may name 50,000 addresses (sitemaps.org): these leave room for people's pages. */
const MOST_PHOTOS = 40_000
const MOST_ALBUMS = 5_000
const MOST_PEOPLE = 4_999

/**
 * Every public address as a sitemap: the wall, people who show photos, public albums, public photos (the newest where there
 * are more than one file holds).
 */
export async function sitemap(ctx: Context, site: URL): Promise<string> {
  return dearly(ctx, (lane) => writeSitemap(lane, site))
}

async function writeSitemap(ctx: Context, site: URL): Promise<string> {
  const seen = visibleTo(ANONYMOUS)
  const shows = ctx.db
    .select({ one: sql`1` })
    .from(photos)
    .where(and(eq(photos.ownerId, users.id), seen))
  const people = await ctx.db.select({ username: users.username }).from(users).where(exists(shows)).limit(MOST_PEOPLE)
  const shownAlbums = await ctx.db
    .select({ id: albums.id, at: albums.describedAt })
    .from(albums)
    .where(visibleAlbumsTo(ANONYMOUS))
    .orderBy(desc(albums.id))
    .limit(MOST_ALBUMS)
  const shownPhotos = await ctx.db
    .select({ id: photos.id, at: photos.updatedAt })
    .from(photos)
    .where(and(seen))
    .orderBy(desc(photos.takenSort), desc(photos.id))
    .limit(MOST_PHOTOS)
  const line = (path: string, at?: Date) =>
    `<url><loc>${xml(new URL(path, site).href)}</loc>${at ? `<lastmod>${at.toISOString()}</lastmod>` : ''}</url>`
  const lines = [
    line('/'),
    ...people.map(({ username }) => line(`/gallery?owner=${username}`)),
    ...shownAlbums.map(({ id, at }) => line(`/albums/${id}`, at)),
    ...shownPhotos.map(({ id, at }) => line(`/photos/${id}`, at)),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join('\n')}
</urlset>
`
}
