import { eq } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { enqueue } from '../jobs/enqueue'
import type { Photo } from '../photos/contract'
import type { UpdatePhoto } from '../photos/edit-contract'
import { publishPhotos } from '../photos/events'
import { lockOwnPhoto } from '../photos/find'
import { getPhoto } from '../photos/get-photo'
import { editColumns } from './edit-columns'

/**
 * Edits an own photo. The file is never written; what is set here survives processing and can be reset to what the file
 * says. The place that follows from a new location comes a moment later, from the worker.
 * @throws AppError unauthenticated, not_found, forbidden; invalid
 */
export async function updatePhoto(ctx: Context, input: { id: string; patch: UpdatePhoto }): Promise<Photo> {
  return ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, input.id)
    if (Object.keys(input.patch).length > 0) {
      const { columns, relocate } = editColumns(photo, input.patch)
      await tx
        .update(photos)
        .set({ ...columns, updatedAt: new Date() })
        .where(eq(photos.id, photo.id))
      await publishPhotos(tx, photo.ownerId, [photo], 'changed')
      if (relocate) await enqueue(tx, 'photo.locate', { photoIds: [photo.id] })
    }
    return getPhoto({ ...ctx, db: tx }, { id: photo.id })
  })
}
