// How a received original gets its final key: claimed before the bytes are written, committed after.
import { and, eq, isNull } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context'
import { AppError, notFound } from '../errors'
import { enqueue } from '../jobs/enqueue'
import { incomingKey, originalKey } from './keys'
import { MEDIA_TYPES, type MediaType } from './media-types'

const LATE_WRITER_MS = 3_600_000

export interface ReceivedOriginal {
  etag: string
  /** Hex. */
  sha256: string
}

/**
 * Writes a fresh key into an unfinished upload's row, so that whatever is then stored under it is known to the sweeper.
 * A key claimed earlier (by a writer that died or is still at work) loses; its object is deleted an hour later.
 * @throws AppError not_found, conflict when the bytes have already arrived
 */
export async function claimOriginal(ctx: Context, photoId: string, mediaType: MediaType): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({ status: photos.status, uploadedAt: photos.uploadedAt, objectKey: photos.objectKey })
      .from(photos)
      .where(eq(photos.id, photoId))
      .for('update')
    if (!row) throw notFound()
    if (row.status !== 'uploading' || row.uploadedAt !== null) throw alreadyThere()
    const objectKey = originalKey(photoId, MEDIA_TYPES[mediaType].extension)
    if (row.objectKey !== incomingKey(photoId)) {
      const runAt = new Date(Date.now() + LATE_WRITER_MS)
      await enqueue(tx, 'objects.delete', { keys: [row.objectKey] }, { runAt })
    }
    await tx.update(photos).set({ objectKey, mediaType }).where(eq(photos.id, photoId))
    return objectKey
  })
}

/**
 * Records that the original lies whole under a claimed key.
 * @returns false when another writer has claimed since: the caller deletes its object
 */
export async function commitOriginal(
  ctx: Context,
  photoId: string,
  objectKey: string,
  received: ReceivedOriginal,
): Promise<boolean> {
  const done = await ctx.db
    .update(photos)
    .set({ etag: received.etag, sha256: received.sha256, uploadedAt: new Date() })
    .where(
      and(
        eq(photos.id, photoId),
        eq(photos.objectKey, objectKey),
        eq(photos.status, 'uploading'),
        isNull(photos.uploadedAt),
      ),
    )
    .returning({ id: photos.id })
  return done.length > 0
}

/** The answer to bytes that come a second time. */
export function alreadyThere(): AppError {
  return new AppError('conflict', 'The bytes of this photo have already arrived; they cannot be replaced this way.')
}
