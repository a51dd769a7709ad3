// How a received original gets its final key: claimed before the bytes are written, committed after.
import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { enqueue } from '../jobs/enqueue'
import { extensionOf, type FileType } from '../media/media-types'
import { incomingKey, originalKey } from '../photos/keys'

const LATE_WRITER_MS = 3_600_000

export interface ReceivedOriginal {
  etag: string
  /** Hex. */
  sha256: string
  mediaType: FileType
}

/**
 * Writes a fresh key into an unfinished upload's row, so that whatever is then stored under it is known to the sweeper.
 * A key claimed earlier (by a writer that died or is still at work) is deleted an hour later, unless its writer comes first.
 * @returns null when the bytes have already arrived
 * @throws AppError not_found
 */
export async function claimOriginal(ctx: Context, photoId: string, mediaType: FileType): Promise<string | null> {
  return ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({ status: photos.status, uploadedAt: photos.uploadedAt, objectKey: photos.objectKey })
      .from(photos)
      .where(eq(photos.id, photoId))
      .for('update')
    if (!row) throw notFound()
    if (row.status !== 'uploading' || row.uploadedAt !== null) return null
    const objectKey = originalKey(photoId, extensionOf(mediaType))
    if (row.objectKey !== incomingKey(photoId)) await deleteLater(tx, row.objectKey)
    await tx.update(photos).set({ objectKey, mediaType }).where(eq(photos.id, photoId))
    return objectKey
  })
}

/**
 * Records that the original lies whole under a claimed key. Of several writers the first one wins.
 * @returns false when another writer was first, or the photo is gone: the caller deletes its object
 */
export async function commitOriginal(
  ctx: Context,
  photoId: string,
  objectKey: string,
  received: ReceivedOriginal,
): Promise<boolean> {
  return ctx.db.transaction(async (tx) => {
    const waiting = and(eq(photos.id, photoId), eq(photos.status, 'uploading'), isNull(photos.uploadedAt))
    const [row] = await tx.select({ objectKey: photos.objectKey }).from(photos).where(waiting).for('update')
    if (!row) return false
    // Somebody has claimed since and may still be writing.
    if (row.objectKey !== objectKey) await deleteLater(tx, row.objectKey)
    await tx
      .update(photos)
      .set({ ...received, objectKey, failure: null, uploadedAt: new Date() })
      .where(eq(photos.id, photoId))
    return true
  })
}

async function deleteLater(tx: Database, key: string): Promise<void> {
  await enqueue(tx, 'objects.delete', { keys: [key] }, { runAt: new Date(Date.now() + LATE_WRITER_MS) })
}

/** The answer to bytes that come a second time. */
export function alreadyThere(): AppError {
  return new AppError('conflict', 'The bytes of this photo have already arrived; they cannot be replaced this way.')
}
