import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photoRowColumns, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { processAnew } from '../ingest/attempt'
import { isDrawn, isOriginalKept } from '../photos/stored-parts'
import { readAgain } from '../sources/objects/read-again'

type Shown = Pick<PhotoRow, 'id' | 'status' | 'revision' | 'objectKey' | 'bytes' | 'etag' | 'sourceId' | 'sourceKey'>

/** `whole`: nothing is missing. `lost`: its original is missing or changed, too, so that nothing can be drawn of it. */
export type Redraw = 'begun' | 'whole' | 'lost'

/**
 * The job for a photo that somebody wanted to see and whose pictures did not lie in the store.
 * @throws AppError unavailable: the job runs again
 */
export async function redrawPhoto(ctx: Context, { photoId }: { photoId: string }): Promise<void> {
  const wanted = and(eq(photos.id, photoId), eq(photos.status, 'ready'), isNull(photos.missingAt))
  const [photo] = await ctx.db.select(photoRowColumns).from(photos).where(wanted)
  if (photo) await ctx.db.transaction((tx) => redraw(ctx, tx, photo))
}

/**
 * Has a finished photo drawn anew from its original, where what is shown of it is missing from the store. Its edits stay.
 * @param tx a transaction
 * @throws AppError unavailable
 */
export async function redraw(ctx: Context, tx: Database, photo: Shown): Promise<Redraw> {
  if (await isDrawn(ctx, photo)) return 'whole'
  if (photo.sourceId !== null) {
    await readAgain(tx, photo, ['done', 'failed'])
    return 'begun'
  }
  if (!(await isOriginalKept(ctx, photo))) return 'lost'
  await processAnew(tx, photo.id, { only: and(eq(photos.status, 'ready'), eq(photos.revision, photo.revision)) })
  return 'begun'
}
