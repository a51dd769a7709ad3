import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { PhotoRow } from '@/db/schema/photos'
import { sourceObjects, sources } from '@/db/schema/sources'
import { wakeLanes } from '../ground/scan-jobs'

/** Has a failed photo of a source read anew, with fresh attempts. @param tx a transaction that holds the photo */
export async function readAgain(tx: Database, photo: Pick<PhotoRow, 'sourceId' | 'sourceKey'>): Promise<void> {
  if (photo.sourceId === null || photo.sourceKey === null) return
  const [source] = await tx.select().from(sources).where(eq(sources.id, photo.sourceId))
  if (!source) return
  await tx
    .update(sourceObjects)
    .set({ state: 'pending', failure: null, again: false, attempts: 0, lane: null, scanId: null })
    .where(
      and(
        eq(sourceObjects.sourceId, source.id),
        eq(sourceObjects.key, photo.sourceKey),
        eq(sourceObjects.state, 'failed'),
      ),
    )
  await wakeLanes(tx, source)
}
