import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context'
import { runBatch } from './batch'
import { removePhotos } from './delete-photo'
import type { BatchReply, DeletePhotos, RestorePhotos } from './edit-contract'
import { inChunks } from './in-chunks'
import { isOneOf } from './is-one-of'
import { lockSelected } from './select'

/**
 * Moves own photos to the trash, or deletes them for ever; all or nothing. Unfinished uploads go for ever.
 * @throws AppError unauthenticated, invalid, not_found
 */
export async function deletePhotos(ctx: Context, input: DeletePhotos): Promise<BatchReply> {
  return runBatch(ctx, input.dryRun, async (tx) => {
    const selected = await lockSelected(tx, ctx.actor, input.select)
    const doomed = input.permanent ? selected : selected.filter((photo) => photo.status === 'uploading')
    await removePhotos(tx, doomed)
    const removed = new Set(doomed.map(({ id }) => id))
    const trashed = selected.filter((photo) => photo.deletedAt === null && !removed.has(photo.id))
    await setDeleted(
      tx,
      trashed.map(({ id }) => id),
      true,
    )
    return { matched: selected.length, changed: removed.size + trashed.length }
  })
}

/** Takes own photos out of the trash; all or nothing. @throws AppError unauthenticated, invalid, not_found */
export async function restorePhotos(ctx: Context, input: RestorePhotos): Promise<BatchReply> {
  return runBatch(ctx, input.dryRun, async (tx) => {
    const selected = await lockSelected(tx, ctx.actor, input.select)
    const trashed = selected.filter((photo) => photo.deletedAt !== null).map(({ id }) => id)
    await setDeleted(tx, trashed, false)
    return { matched: selected.length, changed: trashed.length }
  })
}

async function setDeleted(tx: Database, ids: string[], deleted: boolean): Promise<void> {
  await inChunks(ids, (chunk) =>
    tx
      .update(photos)
      .set({ deletedAt: deleted ? sql`now()` : null, updatedAt: sql`now()` })
      .where(isOneOf(chunk))
      .returning({ id: photos.id }),
  )
}
