import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { PhotoRow } from '@/db/schema/photos'
import { sourceObjects, sources } from '@/db/schema/sources'
import { wakeLanes } from '../ground/scan-jobs'

/**
 * Has a photo of a source read anew, with fresh attempts.
 * @param tx a transaction that holds the photo
 * @param states of its file's last reading; what waits anyway stays as it is
 * @param whole reads what the photo shows already, too, and draws it anew; else only what is missing
 */
export async function readAgain(
  tx: Database,
  photo: Pick<PhotoRow, 'sourceId' | 'sourceKey'>,
  states: ('failed' | 'done')[] = ['failed'],
  whole = false,
): Promise<void> {
  if (photo.sourceId === null || photo.sourceKey === null) return
  const [source] = await tx.select().from(sources).where(eq(sources.id, photo.sourceId))
  if (!source) return
  await tx
    .update(sourceObjects)
    .set({ state: 'pending', failure: null, again: whole, attempts: 0, lane: null, scanId: null })
    .where(
      and(
        eq(sourceObjects.sourceId, source.id),
        eq(sourceObjects.key, photo.sourceKey),
        inArray(sourceObjects.state, states),
      ),
    )
  await wakeLanes(tx, source)
}
