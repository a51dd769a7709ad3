import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type AlbumRow, albumPhotos, albums } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import type { Through } from '../access/shared-photos'
import type { Actor } from '../context/actor'
import { renditionUrl } from '../photos/present'
import type { Filter } from '../search/language/terms'
import { HAS_DATE } from '../search/query/no-date'
import { albumFilter } from '../search/query/saved-filter'
import { WITH_ARCHIVE, whereFilter } from '../search/query/where'
import type { Album } from './contract'

/** What is told of an album's photos; nulls where finding it out takes too long. */
export type AlbumHead = Pick<Album, 'count' | 'from' | 'to' | 'cover'>

export interface Listed {
  album: AlbumRow
  owner: { username: string; name: string }
}

/** Parsed once for each row: a long filter takes the web process half a millisecond each time. */
const filters = new WeakMap<AlbumRow, Filter>()

/** The filter that says what is in an album. */
export function filterOf({ album, owner }: Listed): Filter {
  const filter = filters.get(album) ?? albumFilter(album, owner.username)
  filters.set(album, filter)
  return filter
}

/** A head as the database gives it. */
export interface HeadRow extends Record<string, unknown> {
  id: string
  n: string
  first: string | null
  last: string | null
  cover: string | null
}

/** Heads of albums as the actor may see them, in two statements. @param shared those that hold what is shared with the actor */
export async function unitHeads(
  tx: Database,
  actor: Actor,
  listed: Listed[],
  shared: Set<string>,
): Promise<Map<string, AlbumHead>> {
  const byHand = listed.every(({ album }) => album.filter === null)
  const query = byHand
    ? byHandSql(actor, listed, shared)
    : sql.join(
        listed.map((one) => smartSql(actor, one)),
        sql` union all `,
      )
  const { rows } = await tx.execute<HeadRow>(query)
  return headsOf(tx, rows, actor)
}

/** Heads with their covers, by id. */
export async function headsOf(tx: Database, rows: HeadRow[], actor: Actor): Promise<Map<string, AlbumHead>> {
  const covers = await coversOf(tx, rows, actor)
  return new Map(
    rows.map((row): [string, AlbumHead] => [
      row.id,
      { count: Number(row.n), from: row.first, to: row.last, cover: covers.get(row.cover ?? '') ?? null },
    ]),
  )
}

const DATED = sql`filter (where ${HAS_DATE})`
const TOTALS = sql`count(*) as n, (min(${photos.takenSort}) ${DATED})::date::text as first,
  (max(${photos.takenSort}) ${DATED})::date::text as last`
const HAS_PICTURE = and(eq(photos.status, 'ready'), isNotNull(photos.thumbWidth)) as SQL

/** The chosen cover where the actor may see it, else the first picture in the album's order. */
function byHandSql(actor: Actor, listed: Listed[], shared: Set<string>): SQL {
  const ids = listed.map(({ album }) => album.id)
  const parts = [ids.filter((id) => shared.has(id)), ids.filter((id) => !shared.has(id))]
  // What is shared is looked for only where there is any: it costs several look-ups a photo.
  const made = parts.flatMap((some, index) =>
    some.length === 0 ? [] : [someByHand(actor, some, index === 0 ? sql`${albums.id}` : undefined)],
  )
  return sql.join(made, sql` union all `)
}

function someByHand(actor: Actor, ids: string[], through: Through | undefined): SQL {
  const inside = sql`from ${albumPhotos} join ${photos} on ${photos.id} = ${albumPhotos.photoId}
    where ${albumPhotos.albumId} = ${albums.id} and ${whereFilter(WITH_ARCHIVE, actor, through)}`
  return sql`select ${albums.id} as id, head.n, head.first, head.last, coalesce(
      (select ${photos.id} ${inside} and ${HAS_PICTURE} and ${photos.id} = ${albums.coverPhotoId}),
      (select ${photos.id} ${inside} and ${HAS_PICTURE} order by ${albumPhotos.position}, ${photos.id} limit 1)) as cover
    from ${albums} cross join lateral (select ${TOTALS} ${inside}) head
    where ${inArray(albums.id, ids)}`
}

/** The same of a filter: its newest picture where none is chosen. */
function smartSql(actor: Actor, one: Listed): SQL {
  const { album } = one
  const inside = sql`from ${photos} where ${whereFilter(filterOf(one), actor)}`
  return headSql(album.id, inside, album.coverPhotoId, NEWEST_FIRST)
}

export const NEWEST_FIRST = sql`${photos.takenSort} desc, ${photos.id} desc`

/**
 * The head of some photos, in parentheses: their totals, and as cover the chosen picture, else the first.
 * @param id what the row is told by
 * @param inside `from … where …`, with `photos`
 * @param order what comes first
 */
export function headSql(id: string, inside: SQL, chosen: string | null, order: SQL): SQL {
  return sql`(select ${id}::uuid as id, head.n, head.first, head.last, coalesce(
      (select ${photos.id} ${inside} and ${HAS_PICTURE} and ${photos.id} = ${chosen}::uuid),
      (select ${photos.id} ${inside} and ${HAS_PICTURE} order by ${order} limit 1)) as cover
    from (select ${TOTALS} ${inside}) head)`
}

async function coversOf(tx: Database, rows: HeadRow[], actor: Actor): Promise<Map<string, AlbumHead['cover']>> {
  const ids = rows.flatMap((row) => (row.cover === null ? [] : [row.cover]))
  if (ids.length === 0) return new Map()
  const { id, revision, thumbWidth, thumbHeight, placeholder } = photos
  const found = await tx
    .select({ id, revision, thumbWidth, thumbHeight, placeholder })
    .from(photos)
    .where(inArray(photos.id, ids))
  return new Map(
    found.map((photo) => [
      photo.id,
      photo.thumbWidth && photo.thumbHeight
        ? {
            photoId: photo.id,
            url: renditionUrl(photo, 'thumb', actor),
            width: photo.thumbWidth,
            height: photo.thumbHeight,
            placeholder: photo.placeholder,
          }
        : null,
    ]),
  )
}
