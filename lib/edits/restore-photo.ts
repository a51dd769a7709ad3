import { eq } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import type { Photo } from '../photos/contract'
import { publishPhotos } from '../photos/events'
import { lockOwnPhoto } from '../photos/find'
import { getPhotoBrief } from '../photos/get-photo'
import { healLater } from './heal-later'

/** Takes an own photo out of the trash; one that is not there stays as it is. @throws AppError unauthenticated, not_found, forbidden */
export async function restorePhoto(ctx: Context, input: { id: string }): Promise<Photo> {
  return ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, input.id)
    if (photo.deletedAt !== null) {
      await tx.update(photos).set({ deletedAt: null, updatedAt: new Date() }).where(eq(photos.id, photo.id))
      await healLater(tx, [photo.id])
      await publishPhotos(tx, photo.ownerId, [photo], 'restored')
    }
    return getPhotoBrief({ ...ctx, db: tx }, photo.id)
  })
}
