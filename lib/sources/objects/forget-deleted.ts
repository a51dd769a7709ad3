import { and, asc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sourceHints, sourceObjects, sourceScans, sources } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { removePhotos } from '../../photos/delete-photo'
import { adoptHidden, isPlace } from '../ground/adopt-hidden'

const BATCH = 200

/**
 * Forgets the photos and the index of sources that were disconnected. What their owner had removed or kept private there is known on, to whichever
 * source finds it again. May run twice, be killed anywhere.
 */
export async function forgetDeleted(ctx: Context, signal?: AbortSignal): Promise<void> {
  const doomed = await ctx.db
    .select({ id: sources.id })
    .from(sources)
    .where(and(isNotNull(sources.deletedAt), or(HAS_PHOTOS, HAS_OBJECTS, sql`not ${HAS_HIDDEN}`)))
  for (const { id } of doomed) {
    while (!signal?.aborted && (await forgetBatch(ctx, id)) === BATCH);
    if (signal?.aborted) return
    await ctx.db.transaction((tx) => forgetIndex(tx, id))
  }
}

const HAS_PHOTOS = sql`exists (select from photos where source_id = ${sources.id})`
const HAS_OBJECTS = sql`exists (select from source_objects where source_id = ${sources.id})`
const HAS_HIDDEN = sql`exists (select from hidden_contents where source_id = ${sources.id})`

async function forgetIndex(tx: Database, id: string): Promise<void> {
  const [source] = await tx.select().from(sources).where(eq(sources.id, id)).for('update')
  const left = await tx.select({ id: photos.id }).from(photos).where(eq(photos.sourceId, id)).limit(1)
  if (!source || left.length > 0) return
  await tx.delete(sourceObjects).where(eq(sourceObjects.sourceId, id))
  // It may be connected again already.
  for (const again of await tx
    .select()
    .from(sources)
    .where(and(isPlace(source), isNull(sources.deletedAt))))
    await adoptHidden(tx, again)
  await tx.delete(sources).where(and(eq(sources.id, id), sql`not ${HAS_HIDDEN}`))
  await tx.delete(sourceScans).where(eq(sourceScans.sourceId, id))
  await tx.delete(sourceHints).where(eq(sourceHints.sourceId, id))
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
    await removePhotos(tx, batch, 'disconnected')
    return batch.length
  })
}
