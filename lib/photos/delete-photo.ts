import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { enqueue } from '../jobs/enqueue'
import { publishPhotos, tellSharers } from './events'
import { lockOwnPhoto } from './find'
import { hideObjectsOf, type Removal } from './hide-objects'
import { inChunks } from './in-chunks'
import { isOneOf } from './is-one-of'
import { keysOfPhoto } from './keys'

type Doomed = Pick<PhotoRow, 'id' | 'objectKey' | 'revision' | 'status'>

const KEYS_PER_JOB = 500
/** A request or a job that was at work on the photo may still write; by then it has ended. */
const LATE_WRITER_MS = 3_600_000

/**
 * Deletes an own photo for ever: the row now, its original and renditions by a job that exists exactly if the row went.
 * @throws AppError unauthenticated, not_found, forbidden
 */
export async function deletePhoto(ctx: Context, input: { id: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, input.id)
    await removePhotos(tx, [photo])
  })
}

/**
 * Removes rows that the caller has locked, and their objects after the commit, and tells their owner.
 * @param tx a transaction
 * @param as whether a person (or the trash) deleted them for ever, or they are only forgotten, or go with their source, and may come back
 */
export async function removePhotos(tx: Database, doomed: Doomed[], as: Removal = 'deleted'): Promise<void> {
  if (doomed.length === 0) return
  const ids = doomed.map(({ id }) => id)
  await inChunks(ids, async (chunk) => [await hideObjectsOf(tx, chunk, as)])
  await tellThoseWhoSee(tx, ids)
  const { id, status, ownerId } = photos
  const gone = await inChunks(ids, (chunk) =>
    tx.delete(photos).where(isOneOf(chunk)).returning({ id, status, ownerId }),
  )
  // The trash empties itself for many people at once.
  for (const owner of new Set(gone.map((photo) => photo.ownerId))) {
    const theirs = gone.filter((photo) => photo.ownerId === owner)
    await publishPhotos(tx, owner, theirs, 'deleted')
  }
  await removeObjectsOf(tx, doomed)
}

/** Of the photos' owners, each with theirs: the trash empties itself for many people at once. */
async function tellThoseWhoSee(tx: Database, ids: string[]): Promise<void> {
  const { id, ownerId } = photos
  const rows = await inChunks(ids, (chunk) => tx.select({ id, ownerId }).from(photos).where(isOneOf(chunk)))
  for (const owner of new Set(rows.map((row) => row.ownerId))) {
    const theirs = rows.filter((row) => row.ownerId === owner).map((row) => row.id)
    await tellSharers(tx, owner, theirs)
  }
}

/**
 * Has the worker delete all that the store holds of photos whose rows go in the same transaction; once more in an hour of those that something
 * may still be writing.
 */
export async function removeObjectsOf(tx: Database, doomed: Doomed[]): Promise<void> {
  await enqueueDeletion(tx, doomed)
  const inWork = doomed.filter(({ status }) => status === 'uploading' || status === 'processing')
  await enqueueDeletion(tx, inWork, new Date(Date.now() + LATE_WRITER_MS))
}

async function enqueueDeletion(tx: Database, doomed: Doomed[], runAt?: Date): Promise<void> {
  const keys = doomed.flatMap(keysOfPhoto)
  // Fewer than keys: each photo has several.
  const unfinished = doomed.flatMap(({ id, status }) => (status === 'uploading' ? [id] : []))
  for (let start = 0; start < keys.length; start += KEYS_PER_JOB) {
    const slice = <T>(all: T[]) => all.slice(start, start + KEYS_PER_JOB)
    const pieces = slice(unfinished)
    const payload = { keys: slice(keys), ...(pieces.length > 0 ? { unfinished: pieces } : {}) }
    await enqueue(tx, 'objects.delete', payload, { priority: 10, ...(runAt ? { runAt } : {}) })
  }
}
