import { and, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { putInAlbum, takeOutOfAlbum } from '../albums/change-photos'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { enqueue } from '../jobs/enqueue'
import type { BatchReply, BatchSet, UpdatePhotos } from '../photos/batch-contract'
import { publishPhotos } from '../photos/events'
import { inChunks } from '../photos/in-chunks'
import { isOneOf } from '../photos/is-one-of'
import { turnLater } from '../photos/turn-later'
import { OLDEST_FIRST } from '../search/query/no-date'
import { runBatch } from './batch'
import { batchAssignments } from './batch-assignments'
import { placeWords } from './place-words'
import { lockSelected } from './select'
import { closeNote, noteAdded, noteRemoved, openNote, type UndoNote, updateNoted } from './undo-note'

const LOCATE_CHUNK = 1_000

/**
 * Changes many own photos at once, all or nothing.
 * @returns how many were selected, how many of them are different now, and how to take it back
 * @throws AppError unauthenticated; invalid; not_found when an id or an album is not one's own
 */
export async function updatePhotos(ctx: Context, input: UpdatePhotos): Promise<BatchReply> {
  const { album, ...fields } = input.set
  if (Object.keys(input.set).length === 0) throw new AppError('invalid', 'set: name at least one field to set')
  return runBatch(ctx, input.dryRun, async (tx) => {
    const ids = (await lockSelected(tx, ctx.actor, input.select)).map(({ id }) => id)
    if (ids.length === 0) return { matched: 0, changed: 0 }
    const note = await openNote(tx, requireUser(ctx.actor).userId)
    const setAll = input.dryRun ? countFields : setFields
    const changed = Object.keys(fields).length > 0 ? await setAll(tx, note, ids, fields) : 0
    const moved = album ? await changeAlbum({ ...ctx, db: tx }, note, ids, album) : 0
    const told = input.dryRun && fields.visibility ? { placeWords: await placeWords(tx, ids, fields.visibility) } : {}
    return { matched: ids.length, changed: Math.max(changed, moved), ...told, ...(await closeNote(tx, note)) }
  })
}

/** Sets fields of own photos that the caller has locked, and notes how they were. @returns how many are different now */
export async function setFields(tx: Database, note: UndoNote, ids: string[], set: BatchSet): Promise<number> {
  const { values, fields, following, differs: where } = batchAssignments(set)
  const edited = sql`array(select distinct field from unnest(${photos.edited} || ${sql.param(fields)}::text[]) as field order by 1)`
  const changed = await inChunks(ids, (chunk) =>
    updateNoted(tx, note, chunk, { values, following: { ...following, edited }, where }),
  )
  const moved = Object.keys(following).length > 0
  await publishPhotos(tx, note.userId, changed, moved ? 'moved' : 'changed')
  if (set.rotate !== undefined)
    await turnLater(
      tx,
      changed.map(({ id }) => id),
    )
  if (moved) {
    const relocated = changed.map(({ id }) => id)
    for (let start = 0; start < changed.length; start += LOCATE_CHUNK) {
      await enqueue(tx, 'photo.locate', { photoIds: relocated.slice(start, start + LOCATE_CHUNK) })
    }
  }
  return changed.length
}

/** What `setFields` would change, for a dry run: a question takes a fraction of the time of 50,000 changes taken back. */
async function countFields(tx: Database, _note: UndoNote, ids: string[], set: BatchSet): Promise<number> {
  return tx.$count(photos, and(isOneOf(ids), batchAssignments(set).differs))
}

async function changeAlbum(
  ctx: Context,
  note: UndoNote,
  ids: string[],
  album: NonNullable<BatchSet['album']>,
): Promise<number> {
  let moved = 0
  if (album.add !== undefined) {
    const added = await putInAlbum(ctx, album.add, await byTime(ctx.db, ids))
    await noteAdded(ctx.db, note, album.add, added)
    moved = added.length
  }
  if (album.remove !== undefined) {
    const removed = await takeOutOfAlbum(ctx, album.remove, ids)
    await noteRemoved(ctx.db, note, album.remove, removed)
    moved = Math.max(moved, removed.length)
  }
  return moved
}

/** An album tells from the beginning: what is added together is added in the order of time. */
async function byTime(tx: Database, ids: string[]): Promise<string[]> {
  const rows = await tx
    .select({ id: photos.id })
    .from(photos)
    .where(isOneOf(ids))
    .orderBy(...OLDEST_FIRST)
  return rows.map(({ id }) => id)
}
