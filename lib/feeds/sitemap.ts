import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { visibleAlbumsTo } from '../access/visible-albums'
import { visibleTo } from '../access/visible-photos'
import { ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { dearly } from '../load/dear'
import { shareAmongVisitors } from '../load/share-work'
import { visitorsInTurn } from '../load/visitors-in-turn'
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
  const stranger: Context = { ...ctx, actor: ANONYMOUS }
  return shareAmongVisitors(stranger, `sitemap ${site.origin}`, () =>
    visitorsInTurn(stranger, () => dearly(stranger, (lane) => writeSitemap(lane, site))),
  )
}

async function writeSitemap(ctx: Context, site: URL): Promise<string> {
  const seen = sql`(${visibleTo(ctx.actor)} and not ${photos.archived})`
  const at = addressOn(site)
  const shows = sql`select 1 from ${photos} where ${photos.ownerId} = ${users.id} and ${seen}`
  const parts = [
    sql`select ${at(sql`'/'`)} as line`,
    sql`(select ${at(sql`'/gallery?owner=' || ${users.username}`)} as line from ${users} where exists (${shows}) limit ${MOST_PEOPLE})`,
    sql`(select ${at(sql`'/albums/' || ${albums.id}`, albums.describedAt)} as line from ${albums}
      where ${visibleAlbumsTo(ctx.actor)} order by ${albums.id} desc limit ${MOST_ALBUMS})`,
    sql`(select ${at(sql`'/photos/' || ${photos.id}`, photos.updatedAt)} as line from ${photos}
      where ${seen} order by ${photos.takenSort} desc, ${photos.id} desc limit ${MOST_PHOTOS})`,
  ]
  const all = sql.join(parts, sql` union all `)
  const { rows } = await ctx.db.execute<{ text: string }>(
    sql`select string_agg(line, chr(10)) as text from (${all}) lines`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${rows[0]?.text}
</urlset>
`
}

/** An entry of the map, written by the database: as many as fill a file would hold up the web process. Paths hold nothing that XML marks. */
function addressOn(site: URL): (path: SQL, changed?: SQLWrapper) => SQL {
  const origin = xml(site.origin)
  return (path, changed) => {
    const day =
      changed &&
      sql` || '<lastmod>' || to_char(${changed} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '</lastmod>'`
    return sql`'<url><loc>' || ${origin}::text || ${path} || '</loc>'${day ?? sql``} || '</url>'`
  }
}
