// First step of a photo's path: rows `uploading`, and for each an address to put the bytes to.

import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { addAlbumPhotos } from '../albums/change-photos'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { processAnew } from '../ingest/attempt'
import { cleanFilename } from '../media/clean-filename'
import { believableFileTime } from '../photos/file-time'
import { isOneOf } from '../photos/is-one-of'
import { incomingKey } from '../photos/keys'
import { readLimits } from '../settings/limits'
import { remainingBytes, storageFull } from '../storage/storage-room'
import { healContents } from './heal-originals'
import { heldPhotos, stillHeld } from './held-photos'
import { type Plan, planUploads, type Send, type UploadFacts } from './plan-uploads'
import { sourceCopies } from './source-copies'
import { lockUploadsOf, openUploads, unfinishedRoom } from './unfinished-uploads'
import type { RequestUploads, RequestUploadsReply, UploadFile, UploadTicket } from './upload-contract'

/** An unfinished upload is swept after this long. */
export const UPLOAD_HOURS = 24
/** When to ask again where too much is unfinished. */
const LATER_SECONDS = 60

/**
 * Reserves a photo for every file, or says why not, or which photo of this owner already has these bytes. A file that is asked
 * for again before it has arrived gets the same photo; one whose photo has lost its original gets that photo.
 * @param input 1 to 500 files; `bytes` is the exact length, `sha256` lower-case hex where known
 * @returns one ticket per file, in order
 * @throws AppError unauthenticated; not_found or unprocessable for an album that is not one's own or smart; rate_limited where
 *   too much was announced and not finished; unavailable when the store cannot say what it holds
 */
export async function requestUpload(ctx: Context, input: RequestUploads): Promise<RequestUploadsReply> {
  const { uploads } = await reserveUploads(ctx, input)
  return { uploads }
}

/** The same. @returns also the ids of the photos that are new with this request */
export async function reserveUploads(
  ctx: Context,
  input: RequestUploads,
): Promise<RequestUploadsReply & { made: Set<string> }> {
  const user = requireUser(ctx.actor)
  const hashes = [...new Set(input.files.flatMap((file) => file.sha256 ?? []))]
  await healContents(ctx, user.userId, hashes)
  const seen = await heldPhotos(ctx, user.userId, hashes)
  const plans = await ctx.db.transaction(async (tx) => {
    await lockUploadsOf(tx, user.userId)
    const held = await stillHeld(tx, seen)
    const planned = planUploads(input.files, await gatherFacts(tx, user.userId, input, hashes, held))
    refuseTooMuch(planned)
    await insertUploads(tx, user.userId, input.visibility, planned)
    await refreshKnown(tx, planned)
    await countOnUnfinished(tx, planned)
    if (input.album !== undefined) await addAlbumPhotos({ ...ctx, db: tx }, input.album, photosOf(planned))
    return planned
  })
  const uploads: UploadTicket[] = []
  for (const plan of plans) uploads.push(await ticketOf(ctx, plan))
  return { uploads, made: new Set(sendsOf(plans, 'new').map(({ photoId }) => photoId)) }
}

async function gatherFacts(
  tx: Database,
  userId: string,
  { files, visibility }: RequestUploads,
  hashes: string[],
  held: UploadFacts['held'],
): Promise<UploadFacts> {
  const { maxUploadBytes } = await readLimits(tx)
  return {
    held,
    open: await openUploads(tx, userId, visibility, hashes),
    inSources: await sourceCopies(tx, userId, hashes),
    room: { files: Number.POSITIVE_INFINITY, bytes: await remainingBytes(tx, userId) },
    full: storageFull,
    largest: maxUploadBytes,
    unfinished: await unfinishedRoom(tx, userId, maxUploadBytes),
    ids: await newIds(tx, files.length),
  }
}

/** Ids for new photos. */
export async function newIds(tx: Database, count: number): Promise<string[]> {
  const ids = await tx.execute<{ id: string }>(
    sql`select uuidv7() as id from generate_series(1, ${count}::int) order by 1`,
  )
  return ids.rows.map(({ id }) => id)
}

/** Where nothing else can be answered, the whole request waits. @throws AppError rate_limited */
export function refuseTooMuch(plans: Plan[]): void {
  const problems = plans.flatMap((plan) => ('problem' in plan ? [plan.problem] : []))
  const [first] = problems
  if (!first || problems.length < plans.length || problems.some(({ code }) => code !== 'rate_limited')) return
  throw new AppError('rate_limited', first.detail, { retryAfterSeconds: LATER_SECONDS })
}

/** New, unfinished and known photos, in the order of the files. */
function photosOf(plans: Plan[]): string[] {
  return plans.flatMap((plan) => ('problem' in plan ? [] : ['send' in plan ? plan.send.photoId : plan.held.id]))
}

/** What is to be sent of one kind. */
export function sendsOf(plans: Plan[], of: Send['of']): Send[] {
  return plans.flatMap((plan) => ('send' in plan && plan.send.of === of ? [plan.send] : []))
}

/** Rows for what is new. @param tx a transaction */
export async function insertUploads(
  tx: Database,
  ownerId: string,
  visibility: 'public' | 'private',
  plans: Plan[],
): Promise<void> {
  const rows = sendsOf(plans, 'new').map(({ photoId, file, mediaType }) => ({
    id: photoId,
    ownerId,
    status: 'uploading' as const,
    visibility,
    filename: cleanFilename(file.name),
    objectKey: incomingKey(photoId),
    bytes: file.bytes,
    mediaType,
    declaredSha256: file.sha256 ?? null,
    fileModifiedAt: fileTime(file),
  }))
  if (rows.length > 0) await tx.insert(photos).values(rows)
}

function fileTime(file: UploadFile): Date | null {
  return file.modifiedAt === undefined ? null : believableFileTime(new Date(file.modifiedAt), new Date())
}

/** Photos there are already: a guess at their date where they have none, and their pictures where the store has lost those. */
async function refreshKnown(tx: Database, plans: Plan[]): Promise<void> {
  for (const plan of plans) {
    if ('problem' in plan || ('send' in plan && plan.send.of === 'new')) continue
    const [id, file] = 'send' in plan ? [plan.send.photoId, plan.send.file] : [plan.held.id, plan.file]
    const fileModifiedAt = fileTime(file)
    if (fileModifiedAt !== null) {
      await tx
        .update(photos)
        .set({ fileModifiedAt })
        .where(and(eq(photos.id, id), isNull(photos.fileModifiedAt)))
    }
    if ('held' in plan && plan.held.bare) await processAnew(tx, id, { only: eq(photos.status, 'ready') })
  }
}

/** Whoever made these uploads must not take them back any more: see `takeBack`. */
async function countOnUnfinished(tx: Database, plans: Plan[]): Promise<void> {
  const ids = sendsOf(plans, 'unfinished').map(({ photoId }) => photoId)
  if (ids.length > 0) await tx.update(photos).set({ attemptId: randomUUID() }).where(isOneOf(ids))
}

/** What a client is told of a plan. @param base where this app takes the bytes */
export async function ticketOf(ctx: Context, plan: Plan, base = '/api/v1/uploads'): Promise<UploadTicket> {
  if ('problem' in plan) return plan
  if ('held' in plan) {
    const { id, visibility } = plan.held
    return { photoId: id, duplicateOf: id, visibility, method: null, url: null, headers: {}, expiresAt: null }
  }
  const { photoId, file, mediaType, of, copyIn } = plan.send
  const own = `${base}/${photoId}/content`
  const resumable = of === 'lost' ? null : own
  const ticket = { photoId, duplicateOf: null, method: 'PUT' as const, restores: of === 'lost', resumable, copyIn }
  if (ctx.store.direct) {
    const options = { bytes: file.bytes, contentType: mediaType, sha256: file.sha256 ?? null }
    const signed = await ctx.store.signPut(incomingKey(photoId), options)
    return { ...ticket, url: signed.url, headers: signed.headers, expiresAt: signed.expiresAt.toISOString() }
  }
  const expiresAt = new Date(Date.now() + UPLOAD_HOURS * 3_600_000).toISOString()
  return { ...ticket, url: own, headers: { 'content-type': mediaType }, expiresAt }
}
