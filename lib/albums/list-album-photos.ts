import { and, eq, sql } from 'drizzle-orm'
import { type AlbumRow, albumPhotos } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import type { Context } from '../context/context'
import { openCursor, sealCursor } from '../cursors/sealed-cursor'
import { AppError } from '../errors/app-error'
import { ownerColumnsFor, photoColumns } from '../photos/columns'
import type { PhotoPage } from '../photos/contract'
import { presentPhoto } from '../photos/present'
import { listPhotos } from '../search/query/page'
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
  return albumPage(ctx, await findVisibleAlbum(ctx, albumId), input)
}

/** The same for an album that has already been found. */
export async function albumPage(ctx: Context, album: AlbumRow, input: PageInput): Promise<PhotoPage> {
  if (album.filter === null) return pageByHand(ctx, album, input)
  const [owner] = await ctx.db.select({ username: users.username }).from(users).where(eq(users.id, album.ownerId))
  return listPhotos(ctx, { filter: albumFilter(album, owner?.username ?? ''), ...input })
}

async function pageByHand(ctx: Context, album: AlbumRow, input: PageInput): Promise<PhotoPage> {
  const limit = input.limit ?? 100
  const after = input.cursor === undefined ? undefined : decode(album.id, input.cursor)
  const filter = albumFilter(album, '')
  const rows = await ctx.db
    .select({
      photo: photoColumns,
      owner: ownerColumnsFor(ctx.actor, throughAlbums(filter)),
      position: albumPhotos.position,
    })
    .from(albumPhotos)
    .innerJoin(photos, eq(photos.id, albumPhotos.photoId))
    .innerJoin(users, eq(users.id, photos.ownerId))
    .where(
      and(
        eq(albumPhotos.albumId, album.id),
        whereFilter(filter, ctx.actor),
        after && sql`(${albumPhotos.position}, ${albumPhotos.photoId}) > (${after.position}, ${after.id}::uuid)`,
      ),
    )
    .orderBy(albumPhotos.position, albumPhotos.photoId)
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => presentPhoto(row.photo, row.owner, ctx.actor)),
    next: last ? encode(album.id, last.position, last.photo.id) : null,
  }
}

/** Positions count photos that the reader may not see: sealed. */
function encode(albumId: string, position: number, id: string): string {
  return sealCursor([albumId, position, id])
}

function decode(albumId: string, cursor: string): { position: number; id: string } {
  const place = openCursor(cursor)
  const [album, position, id] = Array.isArray(place) ? (place as unknown[]) : []
  if (album !== albumId || typeof position !== 'number' || typeof id !== 'string') {
    throw new AppError('invalid', 'cursor: This cursor is not one of this album; start again without it.')
  }
  return { position, id }
}
