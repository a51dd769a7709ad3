import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import type { Context } from '../context'
import { enqueue } from '../jobs/enqueue'
import { lockOwnPhoto } from './find'
import { isOneOf } from './is-one-of'
import { keysOfPhoto } from './keys'

const KEYS_PER_JOB = 500

/**
 * Deletes an own photo for ever: the row now, its original and renditions by a job that exists exactly if the row went.
 * @throws AppError unauthenticated, not_found, forbidden
 */
export async function deletePhoto(ctx: Context, input: { id: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, input.id)
    await removePhotos(tx, [photo])
  })
}

/**
 * Removes rows that the caller has locked, and their objects after the commit.
 * @param tx a transaction
 */
export async function removePhotos(
  tx: Database,
  doomed: Pick<PhotoRow, 'id' | 'objectKey' | 'revision'>[],
): Promise<void> {
  if (doomed.length === 0) return
  await tx.delete(photos).where(isOneOf(doomed.map(({ id }) => id)))
  const keys = doomed.flatMap(keysOfPhoto)
  for (let start = 0; start < keys.length; start += KEYS_PER_JOB) {
    await enqueue(tx, 'objects.delete', { keys: keys.slice(start, start + KEYS_PER_JOB) }, { priority: 10 })
  }
}
