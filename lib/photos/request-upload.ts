// First step of a photo's path: rows `uploading`, and for each an address to put the bytes to.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { addAlbumPhotos } from '../albums/change-photos'
import { requireUser } from '../auth/actor'
import type { Context } from '../context'
import { env } from '../env'
import { ERROR_STATUS, type ErrorCode } from '../errors'
import { cleanFilename } from './clean-filename'
import { declaredType } from './declared-type'
import { formatBytes } from './format-bytes'
import { incomingKey } from './keys'
import { ACCEPTED_NAMES } from './media-types'
import { remainingBytes, storageFull } from './storage-room'
import type { RequestUploads, RequestUploadsReply, UploadFile, UploadTicket } from './upload-contract'

/** An unfinished upload is swept after this long. */
export const UPLOAD_HOURS = 24

interface NewUpload {
  file: UploadFile
  mediaType: string
}

type Plan = { ticket: UploadTicket } | { upload: NewUpload }

/**
 * Reserves a photo for every file, or says why not, or which photo of this owner already has these bytes.
 * @param input 1 to 500 files; `bytes` is the exact length, `sha256` lower-case hex where known
 * @returns one ticket per file, in order
 * @throws AppError unauthenticated; not_found or unprocessable for an album that is not one's own or smart
 */
export async function requestUpload(ctx: Context, input: RequestUploads): Promise<RequestUploadsReply> {
  const user = requireUser(ctx.actor)
  const made = await ctx.db.transaction(async (tx) => {
    const room = await remainingBytes(tx, user.userId)
    const known = await knownPhotos(tx, user.userId, input.files)
    const plans = planFiles(input.files, known, room)
    const uploads = plans.flatMap((plan) => ('upload' in plan ? [plan.upload] : []))
    const ids = await insertUploads(tx, user.userId, input.visibility, uploads)
    if (input.album !== undefined) await fillAlbum({ ...ctx, db: tx }, input.album, plans, ids)
    return { plans, ids }
  })
  const ids = made.ids[Symbol.iterator]()
  const tickets: UploadTicket[] = []
  for (const plan of made.plans) {
    tickets.push('ticket' in plan ? plan.ticket : await address(ctx, ids.next().value as string, plan.upload))
  }
  return { uploads: tickets }
}

/** New and known photos go into the album, in the order of the files. */
async function fillAlbum(ctx: Context, album: string, plans: Plan[], newIds: string[]): Promise<void> {
  const fresh = newIds[Symbol.iterator]()
  const ids = plans.flatMap((plan) => {
    if ('upload' in plan) return [fresh.next().value as string]
    return 'photoId' in plan.ticket ? [plan.ticket.photoId] : []
  })
  await addAlbumPhotos(ctx, album, ids)
}

async function knownPhotos(tx: Database, userId: string, files: UploadFile[]): Promise<Map<string, string>> {
  const hashes = files.flatMap((file) => (file.sha256 === undefined ? [] : [file.sha256]))
  if (hashes.length === 0) return new Map()
  const found = await tx
    .select({ id: photos.id, sha256: photos.sha256 })
    .from(photos)
    .where(
      and(
        eq(photos.ownerId, userId),
        inArray(photos.sha256, hashes),
        inArray(photos.status, ['processing', 'ready']),
        isNull(photos.deletedAt),
      ),
    )
  return new Map(found.map((photo) => [photo.sha256 as string, photo.id]))
}

function planFiles(files: UploadFile[], known: Map<string, string>, room: number): Plan[] {
  let left = room
  return files.map((file) => {
    const duplicateOf = file.sha256 === undefined ? undefined : known.get(file.sha256)
    if (duplicateOf !== undefined) return { ticket: knownTicket(duplicateOf) }
    const mediaType = declaredType(file.mediaType)
    const limit = env().MAX_UPLOAD_BYTES
    if (mediaType === null)
      return refuse('unsupported_media', `This is not a photo Albumen takes. It takes ${ACCEPTED_NAMES}.`)
    if (file.bytes === 0) return refuse('invalid', 'The file is empty.')
    if (file.bytes > limit) {
      return refuse('too_large', `The file has ${formatBytes(file.bytes)}; at most ${formatBytes(limit)} are taken.`)
    }
    if (file.bytes > left) return refuse('too_large', storageFull(left, file.bytes))
    left -= file.bytes
    return { upload: { file, mediaType } }
  })
}

function knownTicket(photoId: string): UploadTicket {
  return { photoId, duplicateOf: photoId, method: null, url: null, headers: {}, expiresAt: null }
}

function refuse(code: ErrorCode, detail: string): Plan {
  return { ticket: { problem: { code, status: ERROR_STATUS[code], title: code.replaceAll('_', ' '), detail } } }
}

async function insertUploads(
  tx: Database,
  ownerId: string,
  visibility: 'public' | 'private',
  uploads: NewUpload[],
): Promise<string[]> {
  if (uploads.length === 0) return []
  const made = await tx.execute<{ id: string }>(
    sql`select uuidv7() as id from generate_series(1, ${uploads.length}::int)`,
  )
  const rows = uploads.map(({ file, mediaType }, index) => {
    const id = (made.rows[index] as { id: string }).id
    return {
      id,
      ownerId,
      status: 'uploading' as const,
      visibility,
      filename: cleanFilename(file.name),
      objectKey: incomingKey(id),
      bytes: file.bytes,
      mediaType,
      declaredSha256: file.sha256 ?? null,
    }
  })
  await tx.insert(photos).values(rows)
  return rows.map((row) => row.id)
}

async function address(ctx: Context, photoId: string, { file, mediaType }: NewUpload): Promise<UploadTicket> {
  const ticket = { photoId, duplicateOf: null, method: 'PUT' as const }
  if (ctx.store.direct) {
    const options = { bytes: file.bytes, contentType: mediaType, sha256: file.sha256 ?? null }
    const signed = await ctx.store.signPut(incomingKey(photoId), options)
    return { ...ticket, url: signed.url, headers: signed.headers, expiresAt: signed.expiresAt.toISOString() }
  }
  const expiresAt = new Date(Date.now() + UPLOAD_HOURS * 3_600_000).toISOString()
  return { ...ticket, url: `/api/v1/uploads/${photoId}/content`, headers: { 'content-type': mediaType }, expiresAt }
}
