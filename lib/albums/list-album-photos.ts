import { and, eq, type SQL } from 'drizzle-orm'
import { type AlbumRow, albumPhotos } from '@/db/schema/albums'
import { users } from '@/db/schema/users'
import type { Context } from '../context/context'
import { visitorsInTurn } from '../load/visitors-in-turn'
import type { PhotoPage } from '../photos/contract'
import { listPhotos } from '../search/query/page'
import { placedPage } from '../search/query/placed-page'
import { albumFilter } from '../search/query/saved-filter'
import { throughAlbums, whereFilter } from '../search/query/where'
import { findVisibleAlbum } from './find'

interface PageInput {
  limit?: number | undefined
  cursor?: string | undefined
}

/**
 * A page of an album's photos that the actor may see: by hand in their order, smart ones as their filter sorts.
 * @throws AppError not_found; invalid for a cursor of something else
 */
export async function listAlbumPhotos(ctx: Context, albumId: string, input: PageInput): Promise<PhotoPage> {
  const album = await findVisibleAlbum(ctx, albumId)
  return visitorsInTurn(ctx, () => albumPage(ctx, album, input))
}

/** The same for an album that has already been found. */
export async function albumPage(ctx: Context, album: AlbumRow, input: PageInput): Promise<PhotoPage> {
  if (album.filter === null) return pageByHand(ctx, album, input)
  const [owner] = await ctx.db.select({ username: users.username }).from(users).where(eq(users.id, album.ownerId))
  return listPhotos(ctx, { filter: albumFilter(album, owner?.username ?? ''), ...input })
}

function pageByHand(ctx: Context, album: AlbumRow, input: PageInput): Promise<PhotoPage> {
  const filter = albumFilter(album, '')
  const { photoId, position } = albumPhotos
  const where = and(eq(albumPhotos.albumId, album.id), whereFilter(filter, ctx.actor)) as SQL
  const through = throughAlbums(filter)
  return placedPage(ctx, { id: album.id, table: albumPhotos, photoId, position, where, through }, input)
}
