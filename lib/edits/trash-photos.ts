import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import type { BatchReply, DeletePhotos, RestorePhotos } from '../photos/batch-contract'
import { removePhotos } from '../photos/delete-photo'
import { publishPhotos } from '../photos/events'
import { inChunks } from '../photos/in-chunks'
import { runBatch } from './batch'
import { healLater } from './heal-later'
import { lockSelected } from './select'
import { closeNote, openNote, type UndoNote, updateNoted } from './undo-note'

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
    const { userId } = requireUser(ctx.actor)
    const note = await openNote(tx, userId)
    await trashNoted(
      tx,
      note,
      trashed.map(({ id }) => id),
    )
    return { matched: selected.length, changed: removed.size + trashed.length, ...(await closeNote(tx, note)) }
  })
}

/** Takes own photos out of the trash; all or nothing. @throws AppError unauthenticated, invalid, not_found */
export async function restorePhotos(ctx: Context, input: RestorePhotos): Promise<BatchReply> {
  return runBatch(ctx, input.dryRun, async (tx) => {
    const selected = await lockSelected(tx, ctx.actor, input.select)
    const trashed = selected.filter((photo) => photo.deletedAt !== null)
    const { userId } = requireUser(ctx.actor)
    const note = await openNote(tx, userId)
    await setDeleted(
      tx,
      note,
      trashed.map(({ id }) => id),
      false,
    )
    await healLater(
      tx,
      trashed.map(({ id }) => id),
    )
    await publishPhotos(tx, userId, trashed, 'restored')
    return { matched: selected.length, changed: trashed.length, ...(await closeNote(tx, note)) }
  })
}

/** Moves photos to the trash that the caller has locked and that are not there, notes it and tells of it. */
export async function trashNoted(tx: Database, note: UndoNote, ids: string[]): Promise<void> {
  const trashed = await setDeleted(tx, note, ids, true)
  await publishPhotos(tx, note.userId, trashed, 'trashed')
}

async function setDeleted(tx: Database, note: UndoNote, ids: string[], deleted: boolean) {
  const values = { deletedAt: deleted ? sql`now()` : sql`null` }
  return inChunks(ids, (chunk) => updateNoted(tx, note, chunk, { values, where: undefined }))
}
