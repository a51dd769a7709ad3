// Third step of a photo's path: what has arrived is acknowledged, and the job that processes it exists with it.

import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { eachAtOnce } from '../each-at-once'
import { AppError, notFound } from '../errors/app-error'
import { enqueueProcess } from '../ingest/attempt'
import { ownerColumns, photoColumns } from '../photos/columns'
import type { Photo } from '../photos/contract'
import { forgetGone } from '../photos/gone-contents'
import { isJoined } from '../photos/joined'
import { markCopies } from '../photos/mark-copies'
import { presentPhoto } from '../photos/present'
import { healContents } from './heal-originals'
import { joinKnown } from './join-known'
import { isRestorable, settleAgain } from './restore-original'
import { notArrived, settleIncoming } from './settle-incoming'
import type { CompleteUploads } from './upload-contract'

const AT_ONCE = 4

/** What is wrong with uploads, by id. */
export type Problems = Map<string, AppError>
/** What looking at what was sent needs to know. */
export type Asked = Pick<
  PhotoRow,
  | 'id'
  | 'bytes'
  | 'declaredSha256'
  | 'status'
  | 'uploadedAt'
  | 'sourceId'
  | 'sha256'
  | 'objectKey'
  | 'etag'
  | 'deletedAt'
>

/**
 * Acknowledges uploads whose bytes have arrived and are what was announced. May be repeated: the same answer, one job.
 * @returns the photos in the order of the ids, as `CompleteUploadsReply` says: in the place of an upload announced without SHA-256 whose bytes
 *   the library held already the photo there is; one whose bytes have not arrived is
 *   still `uploading`, one with wrong bytes is `failed` with the reason, here and wherever it is asked for, until the right
 *   ones are put
 * @throws AppError unauthenticated; not_found for any unknown or foreign id (nothing is done then); when none of the
 *   photos could be acknowledged, the first one's problem: conflict, invalid, unsupported_media, unprocessable
 */
export async function completeUpload(ctx: Context, input: CompleteUploads): Promise<Photo[]> {
  const user = requireUser(ctx.actor)
  const ids = [...new Set(input.photoIds)]
  const rows = await ownPhotos(ctx, user.userId, ids)
  if (rows.size < ids.length) throw notFound()
  const problems = await receiveAll(
    ctx,
    [...rows.values()].map(({ photo }) => photo),
  )
  await joinKnown(ctx, user.userId, ids)
  await ctx.db.transaction((tx) => acknowledge(tx, user.userId, ids))
  if (problems.size === ids.length) throw allRefused(problems, input.photoIds)
  const after = await ownPhotos(ctx, user.userId, ids)
  await healContents(ctx, user.userId, hashesOf(after))
  const joined = await joinedPhotos(ctx, user.userId, after)
  return input.photoIds.map((id) => {
    const found = joined.get(id) ?? after.get(id)
    if (!found) throw notFound()
    const photo = presentPhoto(found.photo, found.owner, ctx.actor)
    const problem = problems.get(id)
    // Wrong bytes for a photo that wants its lost original back change nothing of it; the answer is about the bytes.
    return problem && problem.code !== 'conflict' ? { ...photo, status: 'failed', failure: problem.message } : photo
  })
}

async function ownPhotos(ctx: Context, userId: string, ids: string[]) {
  const rows = await ctx.db
    .select({ photo: photoColumns, owner: ownerColumns })
    .from(photos)
    .innerJoin(users, eq(users.id, photos.ownerId))
    .where(and(inArray(photos.id, ids), eq(photos.ownerId, userId)))
  return new Map(rows.map((row) => [row.photo.id, row]))
}

/** The photos in whose place no second one was made, by the ids of the uploads. */
async function joinedPhotos(ctx: Context, userId: string, after: Awaited<ReturnType<typeof ownPhotos>>) {
  const uploads = [...after.values()].filter(({ photo }) => isJoined(photo))
  const known = await ownPhotos(
    ctx,
    userId,
    uploads.flatMap(({ photo }) => photo.copyOf ?? []),
  )
  return new Map(uploads.map(({ photo }) => [photo.id, known.get(photo.copyOf ?? '')]))
}

function hashesOf(rows: Awaited<ReturnType<typeof ownPhotos>>): string[] {
  return [...new Set([...rows.values()].flatMap(({ photo }) => photo.sha256 ?? []))]
}

/** Looks at what was sent for each. @returns what is wrong, by id @throws AppError unavailable */
export async function receiveAll(ctx: Context, found: Asked[]): Promise<Problems> {
  const problems: Problems = new Map()
  await eachAtOnce(found, AT_ONCE, async (photo) => {
    try {
      await receiveOne(ctx, photo)
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'unavailable') throw error
      problems.set(photo.id, error)
      if (error.code !== 'conflict') await noteRefusal(ctx, photo.id, error.message)
    }
  })
  return problems
}

async function receiveOne(ctx: Context, photo: Asked): Promise<void> {
  if (photo.status === 'uploading' && photo.uploadedAt === null) {
    if (!ctx.store.direct) throw notArrived()
    await settleIncoming(ctx, photo)
  } else if (ctx.store.direct && photo.status !== 'processing' && isRestorable(photo)) await settleAgain(ctx, photo)
}

/** A refused upload stays open for the right bytes; until they come it says why it failed. */
async function noteRefusal(ctx: Context, photoId: string, failure: string): Promise<void> {
  const open = and(eq(photos.id, photoId), eq(photos.status, 'uploading'), isNull(photos.uploadedAt))
  await ctx.db.update(photos).set({ failure, updatedAt: new Date() }).where(open)
}

/**
 * Makes photos of the uploads whose bytes have arrived.
 * @param tx a transaction
 * @returns those that were not photos before
 */
export async function acknowledge(tx: Database, userId: string, ids: string[]): Promise<string[]> {
  const own = and(
    inArray(photos.id, ids),
    eq(photos.ownerId, userId),
    eq(photos.status, 'uploading'),
    isNotNull(photos.uploadedAt),
    isNull(photos.copyOf),
  )
  const ready = await tx.select({ id: photos.id }).from(photos).where(own).orderBy(asc(photos.id)).for('update')
  if (ready.length === 0) return []
  const readyIds = ready.map(({ id }) => id)
  await tx.update(photos).set({ status: 'processing', updatedAt: new Date() }).where(inArray(photos.id, readyIds))
  await markCopies(tx, readyIds)
  await forgetGone(tx, readyIds)
  for (const photoId of readyIds) await enqueueProcess(tx, photoId)
  return readyIds
}

/** The answer where none of the photos could be acknowledged. */
export function allRefused(problems: Problems, ids: string[]): AppError {
  const errors = ids.map((id, index) => ({ path: `photoIds.${index}`, message: problems.get(id)?.message ?? '' }))
  const first = problems.get(ids[0] as string) as AppError
  return new AppError(first.code, first.message, { errors })
}
