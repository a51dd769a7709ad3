import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { type AlbumRow, albumPhotos } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import type { Context } from '../context'
import { photoColumns } from '../photos/columns'
import { renditionUrl } from '../photos/present'
import { whereFilter } from '../search/where'
import type { Album } from './contract'
import { albumFilter } from './saved-filter'

/**
 * An album as the actor may see it: count, days and cover speak only of the photos he may see in it; the saved filter is
 * its owner's.
 * @param album must already have passed `visibleAlbumsTo(actor)`
 */
export async function presentAlbum(ctx: Context, album: AlbumRow): Promise<Album> {
  const [owner] = await ctx.db
    .select({ username: users.username, name: users.name })
    .from(users)
    .where(eq(users.id, album.ownerId))
  if (!owner) throw new Error('an album without an owner')
  const mine = ctx.actor.kind === 'user' && ctx.actor.userId === album.ownerId
  const within = whereFilter(albumFilter(album, owner.username), ctx.actor)
  const [stats, cover] = await Promise.all([albumStats(ctx, within), albumCover(ctx, album, within)])
  return {
    id: album.id,
    title: album.title,
    description: album.description,
    visibility: album.visibility,
    smart: album.filter !== null,
    owner,
    ...stats,
    cover,
    createdAt: album.createdAt.toISOString(),
    updatedAt: album.updatedAt.toISOString(),
    permissions: { edit: mine },
    ...(mine ? { filter: album.filter, coverPhotoId: album.coverPhotoId } : {}),
  }
}

async function albumStats(ctx: Context, within: SQL): Promise<Pick<Album, 'count' | 'from' | 'to'>> {
  const [row] = await ctx.db
    .select({
      count: sql<string>`count(*)`,
      from: sql<string | null>`min(${photos.takenLocal})::date::text`,
      to: sql<string | null>`max(${photos.takenLocal})::date::text`,
    })
    .from(photos)
    .where(within)
  return { count: Number(row?.count ?? 0), from: row?.from ?? null, to: row?.to ?? null }
}

/** The chosen cover where the actor may see it, else the album's first picture that he may see. */
async function albumCover(ctx: Context, album: AlbumRow, within: SQL): Promise<Album['cover']> {
  const chosen = sql`(${photos.id} = ${album.coverPhotoId ?? null}::uuid) desc`
  const shown = and(within, eq(photos.status, 'ready'), isNotNull(photos.thumbWidth))
  const place = and(eq(albumPhotos.photoId, photos.id), eq(albumPhotos.albumId, album.id))
  const [photo] =
    album.filter === null
      ? await ctx.db
          .select(photoColumns)
          .from(photos)
          .innerJoin(albumPhotos, place)
          .where(shown)
          .orderBy(chosen, albumPhotos.position)
          .limit(1)
      : await ctx.db
          .select(photoColumns)
          .from(photos)
          .where(shown)
          .orderBy(chosen, sql`taken_sort desc, id desc`)
          .limit(1)
  if (!photo?.thumbWidth || !photo.thumbHeight) return null
  return {
    photoId: photo.id,
    url: renditionUrl(photo, 'thumb'),
    width: photo.thumbWidth,
    height: photo.thumbHeight,
    placeholder: photo.placeholder,
  }
}
