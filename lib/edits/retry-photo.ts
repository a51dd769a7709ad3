import type { Database } from '@/db/client'
import type { PhotoRow } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { processAnew } from '../ingest/attempt'
import type { Photo } from '../photos/contract'
import { lockOwnPhoto } from '../photos/find'
import { getPhotoBrief } from '../photos/get-photo'
import { readAgain } from '../sources/objects/read-again'
import { redraw } from './redraw-photo'

/**
 * Processes an own failed photo anew, with three fresh attempts, or one that is ready and whose pictures the store has lost. One that is
 * being processed just goes on.
 * @throws AppError unauthenticated, not_found, forbidden; conflict for one that is ready and whole, has lost its original too, or is not yet sent;
 *   unavailable when the store cannot be asked
 */
export async function retryPhoto(ctx: Context, input: { id: string }): Promise<Photo> {
  return ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, input.id)
    if (photo.status === 'ready') await drawAgain(ctx, tx, photo)
    if (photo.status === 'uploading')
      throw new AppError('conflict', 'This photo has not been sent whole; send it again.')
    if (photo.status !== 'ready' && photo.sourceId !== null) await readAgain(tx, photo)
    else if (photo.status === 'failed') await processAnew(tx, photo.id)
    return getPhotoBrief({ ...ctx, db: tx }, photo.id)
  })
}

async function drawAgain(ctx: Context, tx: Database, photo: PhotoRow): Promise<void> {
  const outcome = await redraw(ctx, tx, photo)
  if (outcome === 'whole') throw new AppError('conflict', 'This photo is ready; there is nothing to try again.')
  if (outcome === 'lost')
    throw new AppError('conflict', 'The file of this photo is lost, too. Upload it again: the photo gets it back.')
}
