import { asc, eq, isNotNull } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { sourceObjects, sources } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { removePhotos } from '../../photos/delete-photo'

const BATCH = 200

/** Forgets the photos and the index of sources that were disconnected. May run twice, be killed anywhere. */
export async function forgetDeleted(ctx: Context, signal?: AbortSignal): Promise<void> {
  const doomed = await ctx.db.select({ id: sources.id }).from(sources).where(isNotNull(sources.deletedAt))
  for (const { id } of doomed) {
    while (!signal?.aborted && (await forgetBatch(ctx, id)) === BATCH);
    if (signal?.aborted) return
    await ctx.db.transaction(async (tx) => {
      const [source] = await tx.select({ id: sources.id }).from(sources).where(eq(sources.id, id)).for('update')
      const left = await tx.select({ id: photos.id }).from(photos).where(eq(photos.sourceId, id)).limit(1)
      if (!source || left.length > 0) return
      await tx.delete(sourceObjects).where(eq(sourceObjects.sourceId, id))
      await tx.delete(sources).where(eq(sources.id, id))
    })
  }
}

async function forgetBatch(ctx: Context, sourceId: string): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const batch = await tx
      .select({ id: photos.id, objectKey: photos.objectKey, revision: photos.revision, status: photos.status })
      .from(photos)
      .where(eq(photos.sourceId, sourceId))
      .orderBy(asc(photos.sourceKey))
      .limit(BATCH)
      .for('update', { skipLocked: true })
    await removePhotos(tx, batch)
    return batch.length
  })
}
