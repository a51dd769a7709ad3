import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { removePhotos } from '../photos/delete-photo'
import { lockOwnPhoto } from '../photos/find'

/**
 * Gives up an upload that is not finished. A photo that has been acknowledged, to this client or another one, stays.
 * @throws AppError unauthenticated, not_found, forbidden; conflict for what has been completed
 */
export async function discardUpload(ctx: Context, input: { photoId: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, input.photoId)
    if (photo.status !== 'uploading')
      throw new AppError(
        'conflict',
        'This upload is complete: it is a photo now. Delete the photo if you do not want it.',
      )
    await removePhotos(tx, [photo])
  })
}
