// The second step of a photo's path for large files: the bytes come in pieces, and go on where they stopped (the core of tus 1.0.0, https://tus.io/protocols/resumable-upload).
import type { Readable } from 'node:stream'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { type FoundPhoto, findOwnPhoto } from '../photos/find'
import { readLimits } from '../settings/limits'
import { drain } from '../storage/drain'
import { spooled } from '../storage/spool'
import { tooLong } from './incoming-body'
import { receiveInto } from './receive-upload'
import { deleteParts, endOf, joined, listParts, partKey, type UploadPart, whatComes } from './upload-parts'

/** Less than this is no piece, but for a file's end: pieces are objects, and there must not be millions of them. */
export const LEAST_PIECE_BYTES = 256 * 1024

type Found = FoundPhoto['photo']

export interface UploadProgress {
  /** Bytes that are safe: the next one that is to be sent. */
  offset: number
  /** Of the whole file. */
  length: number
}

interface Piece {
  photoId: string
  /** Where the client says its bytes begin. */
  offset: number
  body: Readable
}

/** How far an upload has come. @throws AppError unauthenticated, not_found, forbidden, unavailable */
export async function uploadProgress(ctx: Context, input: { photoId: string }): Promise<UploadProgress> {
  return progressOf(ctx, (await findOwnPhoto(ctx, input.photoId)).photo)
}

/** The same of a photo that was found through another door. @throws AppError unavailable */
export async function progressOf(ctx: Context, photo: Found): Promise<UploadProgress> {
  if (hasArrived(photo)) return { offset: photo.bytes, length: photo.bytes }
  const { parts } = await listParts(ctx.store, photo.id)
  return { offset: nextOffset(parts, photo.bytes), length: photo.bytes }
}

/**
 * Takes the next piece of an upload. What has come of a piece whose line broke is kept. With the last byte the file is taken as a whole, as
 * `receiveUpload` takes it; one that is refused then leaves no pieces.
 * @returns how far the upload has come
 * @throws AppError conflict: the pieces end elsewhere, or another request sends this one; invalid: a piece that is too small; too_large; and as `receiveUpload`
 */
export async function resumeUpload(ctx: Context, piece: Piece): Promise<UploadProgress> {
  return resumeInto(ctx, piece, async () => (await findOwnPhoto(ctx, piece.photoId)).photo)
}

/** The same through another door. @param find the photo, for whoever may send its bytes */
export async function resumeInto(ctx: Context, piece: Piece, find: () => Promise<Found>): Promise<UploadProgress> {
  const { maxUploadBytes } = await readLimits(ctx.db)
  try {
    return await takePiece(ctx, piece, find)
  } finally {
    await drain(piece.body, maxUploadBytes)
  }
}

async function takePiece(ctx: Context, { photoId, offset, body }: Piece, find: () => Promise<Found>) {
  const photo = await find()
  const length = photo.bytes
  if (hasArrived(photo)) {
    if (offset !== length) throw elsewhere(length)
    return { offset, length }
  }
  const { parts, stray } = await listParts(ctx.store, photoId)
  for (const key of stray) await ctx.store.delete(key)
  if (offset !== nextOffset(parts, length)) throw elsewhere(nextOffset(parts, length))
  const part = endOf(parts) < length ? await keepPiece(ctx, photo, offset, body) : null
  const now = part ? [...parts, part] : parts
  if (endOf(now) < length) return { offset: endOf(now), length }
  await finish(ctx, photo, now, find)
  return { offset: length, length }
}

/** @returns null where too little came */
async function keepPiece(ctx: Context, photo: Found, offset: number, body: Readable): Promise<UploadPart | null> {
  const key = partKey(photo.id, offset)
  const left = photo.bytes - offset
  let whole = true
  const came = whatComes(body, () => {
    whole = false
  })
  return spooled(came, left, async ({ bytes, open }) => {
    const ends = bytes === left
    if (!ends && bytes < LEAST_PIECE_BYTES) {
      if (whole && bytes > 0) throw tooSmall()
      return null
    }
    await ctx.store.put(key, open(), { bytes, contentType: 'application/octet-stream', ifAbsent: true })
    return { key, offset, bytes }
  }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'too_large' ? tooLong(photo.bytes) : error
  })
}

async function finish(ctx: Context, photo: Found, parts: UploadPart[], find: () => Promise<Found>): Promise<void> {
  const body = joined(ctx.store, parts)
  try {
    await receiveInto(ctx, { photoId: photo.id, body, contentLength: photo.bytes }, find)
  } catch (error) {
    // The pieces stay for another try where nothing is wrong with them.
    if (error instanceof AppError && error.code !== 'unavailable') await deleteParts(ctx.store, photo.id)
    throw error
  }
  await deleteParts(ctx.store, photo.id)
}

/** Where all bytes lie here, but are not taken yet, the last piece is asked for once more: it is not read, and the file is taken. */
function nextOffset(parts: UploadPart[], length: number): number {
  return endOf(parts) < length ? endOf(parts) : (parts.at(-1)?.offset ?? 0)
}

function hasArrived(photo: Found): boolean {
  return photo.status !== 'uploading' || photo.uploadedAt !== null
}

function elsewhere(offset: number): AppError {
  return new AppError(
    'conflict',
    `This upload goes on at byte ${offset}. Ask for its Upload-Offset and send what follows.`,
  )
}

function tooSmall(): AppError {
  return new AppError('invalid', `Send at least ${LEAST_PIECE_BYTES} bytes at once, but for the end of the file.`)
}
