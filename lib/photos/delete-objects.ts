import { inArray } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { keysInUse, photoOfKey } from './keys'

/**
 * Deletes objects that no photo needs any more; run by the worker, may run twice. A key that a photo still uses, or
 * that is not of our making, stays.
 * @throws AppError unavailable when the store is away: the job runs again
 */
export async function deleteObjects(ctx: Context, input: { keys: string[] }): Promise<void> {
  const owned = input.keys.flatMap((key) => {
    const photoId = photoOfKey(key)
    return photoId === null ? [] : [{ key, photoId }]
  })
  if (owned.length === 0) return
  const ids = [...new Set(owned.map(({ photoId }) => photoId))]
  const alive = await ctx.db
    .select({ id: photos.id, objectKey: photos.objectKey, revision: photos.revision })
    .from(photos)
    .where(inArray(photos.id, ids))
  const used = new Set(alive.flatMap(keysInUse))
  for (const { key } of owned) if (!used.has(key)) await ctx.store.delete(key)
}
