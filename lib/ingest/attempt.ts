// The bookkeeping of uploads: attempts are counted before the work, and only the latest one may commit.
import { randomUUID } from 'node:crypto'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { enqueue } from '../jobs/enqueue'
import { publishPhotos } from '../photos/events'

export interface Attempt {
  id: string
  /** This is the nth. */
  number: number
  photo: Pick<PhotoRow, 'id' | 'ownerId' | 'objectKey' | 'bytes' | 'sha256' | 'filename' | 'revision' | 'drawnTurn'>
}

/**
 * Counts an attempt and takes the fence, before any byte is read.
 * @returns null when there is nothing to do: no such photo, or not (any longer) processing
 */
export async function beginAttempt(ctx: Context, photoId: string): Promise<Attempt | null> {
  return ctx.db.transaction(async (tx) => {
    const [photo] = await tx
      .select({
        id: photos.id,
        ownerId: photos.ownerId,
        objectKey: photos.objectKey,
        bytes: photos.bytes,
        sha256: photos.sha256,
        filename: photos.filename,
        revision: photos.revision,
        drawnTurn: photos.drawnTurn,
        attempts: photos.attempts,
      })
      .from(photos)
      .where(and(eq(photos.id, photoId), eq(photos.status, 'processing')))
      .for('update')
    if (!photo) return null
    const id = randomUUID()
    const number = photo.attempts + 1
    await tx.update(photos).set({ attempts: number, attemptId: id }).where(eq(photos.id, photoId))
    return { id, number, photo }
  })
}

/** Ends processing with a reason its owner reads; nothing happens when a later attempt holds the fence. */
export async function failAttempt(ctx: Context, attempt: Attempt, reason: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const failed = await tx
      .update(photos)
      .set({ status: 'failed', failure: reason, attemptId: null, processedAt: new Date(), updatedAt: new Date() })
      .where(fence(attempt))
      .returning({ id: photos.id, status: photos.status })
    await publishPhotos(tx, attempt.photo.ownerId, failed, 'changed')
  })
}

/** Lets the job run again after some seconds, keeping the attempt counted. */
export async function retryAttempt(ctx: Context, attempt: Attempt, seconds: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const held = await tx.select({ id: photos.id }).from(photos).where(fence(attempt)).for('update')
    if (held.length > 0) await enqueueProcess(tx, attempt.photo.id, seconds)
  })
}

/** Gives an attempt back that could not really begin (the store is away) and lets the job run again after some seconds. */
export async function returnAttempt(ctx: Context, attempt: Attempt, seconds: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const held = await tx
      .update(photos)
      .set({ attempts: sql`greatest(${photos.attempts} - 1, 0)`, attemptId: null })
      .where(fence(attempt))
      .returning({ id: photos.id })
    if (held.length > 0) await enqueueProcess(tx, attempt.photo.id, seconds)
  })
}

/**
 * Has a photo processed anew, with fresh attempts.
 * @param options.only what must hold of it still
 * @param options.set what changes with it
 */
export async function processAnew(
  tx: Database,
  photoId: string,
  options: { only?: SQL | undefined; set?: PgUpdateSetSource<typeof photos> } = {},
): Promise<void> {
  const anew = { status: 'processing', failure: null, attempts: 0, attemptId: null, updatedAt: new Date() } as const
  const begun = await tx
    .update(photos)
    .set({ ...options.set, ...anew })
    .where(and(eq(photos.id, photoId), options.only))
    .returning({ id: photos.id })
  if (begun.length > 0) await enqueueProcess(tx, photoId)
}

/** The job of processing a photo, at most one waiting. */
export async function enqueueProcess(tx: Database, photoId: string, seconds = 0): Promise<void> {
  const runAt = seconds > 0 ? { runAt: new Date(Date.now() + seconds * 1000) } : {}
  await enqueue(tx, 'photo.process', { photoId }, { jobKey: `photo.process:${photoId}`, ...runAt })
}

/** Only the attempt that holds the fence, on a photo still in work. */
export function fence(attempt: Attempt) {
  return and(eq(photos.id, attempt.photo.id), eq(photos.attemptId, attempt.id), eq(photos.status, 'processing'))
}
