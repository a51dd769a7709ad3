import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { albumPhotos, albums } from '@/db/schema/albums'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { createAlbum } from './create-album'
import { deleteAlbum } from './delete-album'
import { assertRoom } from './limits'

/**
 * The oldest album of one's own with a title, of those made by hand; where there is none, a new private one. Two requests at once
 * get the same.
 * @param ctx in the transaction that fills it
 * @param title trimmed
 * @throws AppError unauthenticated; conflict when there are too many albums
 */
export async function titledAlbum(
  ctx: Context,
  title: string,
): Promise<{ id: string; title: string; created: boolean }> {
  const { userId } = requireUser(ctx.actor)
  // Nothing more yet: it makes others wait until what is made here can be seen.
  await assertRoom(ctx.db, userId, { more: 0, morePublic: 0 })
  const [found] = await ctx.db
    .select({ id: albums.id, title: albums.title })
    .from(albums)
    .where(and(eq(albums.ownerId, userId), eq(albums.title, title), isNull(albums.filter)))
    .orderBy(asc(albums.createdAt), asc(albums.id))
    .limit(1)
  if (found) return { ...found, created: false }
  const { id } = await createAlbum(ctx, { title, description: '', visibility: 'private' })
  return { id, title, created: true }
}

/** Deletes an album of one's own that holds nothing: what was to fill it did not come. */
export async function deleteEmptyAlbum(ctx: Context, id: string): Promise<void> {
  const holds = sql`exists (select from ${albumPhotos} where ${albumPhotos.albumId} = ${albums.id})`
  const [empty] = await ctx.db
    .select({ id: albums.id })
    .from(albums)
    .where(and(eq(albums.id, id), sql`not ${holds}`))
  if (empty) await deleteAlbum(ctx, id, false)
}
