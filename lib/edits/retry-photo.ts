import { eq } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { enqueueProcess } from '../ingest/attempt'
import type { Photo } from '../photos/contract'
import { lockOwnPhoto } from '../photos/find'
import { getPhotoBrief } from '../photos/get-photo'
import { readAgain } from '../sources/objects/read-again'

/**
 * Processes an own failed photo anew, with three fresh attempts. One that is being processed just goes on.
 * @throws AppError unauthenticated, not_found, forbidden; conflict for one that is ready or not yet sent
 */
export async function retryPhoto(ctx: Context, input: { id: string }): Promise<Photo> {
  return ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, input.id)
    if (photo.status === 'ready') throw new AppError('conflict', 'This photo is ready; there is nothing to try again.')
    if (photo.status === 'uploading')
      throw new AppError('conflict', 'This photo has not been sent whole; send it again.')
    if (photo.sourceId !== null) await readAgain(tx, photo)
    else if (photo.status === 'failed') {
      const anew = { status: 'processing' as const, failure: null, attempts: 0, attemptId: null, updatedAt: new Date() }
      await tx.update(photos).set(anew).where(eq(photos.id, photo.id))
      await enqueueProcess(tx, photo.id)
    }
    return getPhotoBrief({ ...ctx, db: tx }, photo.id)
  })
}
