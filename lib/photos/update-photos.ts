import { and, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { addAlbumPhotos, removeAlbumPhotos } from '../albums/change-photos'
import type { Context } from '../context'
import { AppError } from '../errors'
import { enqueue } from '../jobs/enqueue'
import { runBatch } from './batch'
import { batchAssignments, isDifferent } from './batch-assignments'
import type { BatchReply, BatchSet, UpdatePhotos } from './edit-contract'
import { inChunks } from './in-chunks'
import { isOneOf } from './is-one-of'
import { lockSelected } from './select'

const LOCATE_CHUNK = 1_000

/**
 * Changes many own photos at once, all or nothing.
 * @returns how many were selected, and how many of them are different now
 * @throws AppError unauthenticated; invalid; not_found when an id or an album is not one's own
 */
export async function updatePhotos(ctx: Context, input: UpdatePhotos): Promise<BatchReply> {
  const { album, ...fields } = input.set
  if (Object.keys(input.set).length === 0) throw new AppError('invalid', 'set: name at least one field to set')
  return runBatch(ctx, input.dryRun, async (tx) => {
    const ids = (await lockSelected(tx, ctx.actor, input.select)).map(({ id }) => id)
    if (ids.length === 0) return { matched: 0, changed: 0 }
    const changed = Object.keys(fields).length > 0 ? await setFields(tx, ids, fields) : 0
    const moved = album ? await changeAlbum({ ...ctx, db: tx }, ids, album) : 0
    return { matched: ids.length, changed: Math.max(changed, moved) }
  })
}

async function setFields(tx: Database, ids: string[], set: BatchSet): Promise<number> {
  const { values, fields, following } = batchAssignments(set)
  const edited = sql`array(select distinct field from unnest(${photos.edited} || ${sql.param(fields)}::text[]) as field order by 1)`
  const changed = await inChunks(ids, (chunk) =>
    tx
      .update(photos)
      .set({ ...values, ...following, edited, updatedAt: sql`now()` })
      .where(and(isOneOf(chunk), isDifferent(values)))
      .returning({ id: photos.id }),
  )
  if (Object.keys(following).length > 0) {
    for (let start = 0; start < changed.length; start += LOCATE_CHUNK) {
      const photoIds = changed.slice(start, start + LOCATE_CHUNK).map(({ id }) => id)
      await enqueue(tx, 'photo.locate', { photoIds })
    }
  }
  return changed.length
}

async function changeAlbum(ctx: Context, ids: string[], album: NonNullable<BatchSet['album']>): Promise<number> {
  const added = album.add === undefined ? 0 : (await addAlbumPhotos(ctx, album.add, ids)).changed
  const removed = album.remove === undefined ? 0 : (await removeAlbumPhotos(ctx, album.remove, ids)).changed
  return Math.max(added, removed)
}
