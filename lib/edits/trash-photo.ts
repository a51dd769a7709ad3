import { eq, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { removePhotos } from '../photos/delete-photo'
import { publishPhotos } from '../photos/events'
import { lockOwnPhoto } from '../photos/find'

/**
 * Moves an own photo to the trash, where it stays 30 days. An unfinished upload, of which there is nothing to keep, goes
 * for ever. A photo in the trash stays there.
 * @throws AppError unauthenticated, not_found, forbidden
 */
export async function trashPhoto(ctx: Context, input: { id: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, input.id)
    if (photo.status === 'uploading') return removePhotos(tx, [photo])
    await tx
      .update(photos)
      .set({ deletedAt: sql`coalesce(${photos.deletedAt}, now())`, updatedAt: new Date() })
      .where(eq(photos.id, photo.id))
    if (photo.deletedAt === null) await publishPhotos(tx, photo.ownerId, [photo], 'trashed')
  })
}
