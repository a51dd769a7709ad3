import { inArray } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { isOneOf } from './is-one-of'
import { keysInUse, partPrefix, photoOfKey } from './keys'

/**
 * Deletes objects that no photo needs any more; run by the worker, may run twice. A key that a photo still uses, or
 * that is not of our making, stays.
 * @param input `unfinished`: uploads that came to nothing, whose pieces go too
 * @throws AppError unavailable when the store is away: the job runs again
 */
export async function deleteObjects(
  ctx: Context,
  input: { keys: string[]; unfinished?: string[] | undefined },
): Promise<void> {
  await deletePieces(ctx, input.unfinished ?? [])
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

async function deletePieces(ctx: Context, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const alive = await ctx.db.select({ id: photos.id }).from(photos).where(isOneOf(ids))
  const kept = new Set(alive.map(({ id }) => id))
  for (const id of ids.filter((one) => !kept.has(one)))
    for await (const { key } of ctx.store.list(partPrefix(id))) await ctx.store.delete(key)
}
