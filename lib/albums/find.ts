import { and, eq } from 'drizzle-orm'
import { type AlbumRow, albums } from '@/db/schema/albums'
import { owns } from '../access/owners'
import { visibleAlbumsTo } from '../access/visible-albums'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'

/** @throws AppError not_found for an album that does not exist or is not to be known of */
export async function findVisibleAlbum(ctx: Context, id: string): Promise<AlbumRow> {
  const [album] = await ctx.db
    .select()
    .from(albums)
    .where(and(eq(albums.id, id), visibleAlbumsTo(ctx.actor)))
  if (!album) throw notFound()
  return album
}

/** The door for changes. @throws AppError unauthenticated, not_found (invisible), forbidden (visible, somebody else's) */
export async function findOwnAlbum(ctx: Context, id: string): Promise<AlbumRow> {
  requireUser(ctx.actor)
  const album = await findVisibleAlbum(ctx, id)
  if (!owns(ctx.actor, album.ownerId)) throw new AppError('forbidden', 'This album belongs to somebody else.')
  return album
}
