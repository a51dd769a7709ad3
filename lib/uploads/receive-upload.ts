// Second step of a photo's path, through the app: the bytes stream into the store, checked on the way.

import type { Readable } from 'node:stream'
import type { Context } from '../context/context'
import { type FoundPhoto, findOwnPhoto } from '../photos/find'
import { readLimits } from '../settings/limits'
import { drain } from '../storage/drain'
import { verifiedBody } from '../storage/verified-body'
import { alreadyThere, claimOriginal, commitOriginal } from './claim-original'
import { sniffBody, tooLong, wrongLength } from './incoming-body'
import { receiveAgain } from './restore-original'

interface ReceiveUpload {
  photoId: string
  body: Readable
  /** What the request says its length is; null when it does not say. */
  contentLength: number | null
}

/**
 * Takes the bytes of an upload in constant memory. Until the last one is known to be right nothing is kept; what was
 * kept is never overwritten. Bytes that have arrived before may come again: they are compared, and where the store has
 * lost them they are taken.
 * @throws AppError unauthenticated, not_found, forbidden; conflict (others came already); invalid or too_large (another length);
 *   unsupported_media (not a photo); unprocessable (another SHA-256 than announced); unavailable (store)
 */
export async function receiveUpload(ctx: Context, input: ReceiveUpload): Promise<void> {
  await receiveInto(ctx, input, async () => (await findOwnPhoto(ctx, input.photoId)).photo)
}

/** The same through another door. @param find the photo, for whoever may send its bytes; asked before and, where others came first, after */
export async function receiveInto(
  ctx: Context,
  input: ReceiveUpload,
  find: () => Promise<FoundPhoto['photo']>,
): Promise<void> {
  let most = 0
  try {
    most = (await readLimits(ctx.db)).maxUploadBytes
    await receive(ctx, input, find)
  } finally {
    await drain(input.body, most)
  }
}

async function receive(
  ctx: Context,
  { photoId, body, contentLength }: ReceiveUpload,
  find: () => Promise<FoundPhoto['photo']>,
): Promise<void> {
  const photo = await find()
  if (photo.status !== 'uploading' || photo.uploadedAt !== null)
    return receiveAgain(ctx, photo, { body, contentLength })
  if (contentLength !== null && contentLength > photo.bytes) throw tooLong(photo.bytes)
  if (contentLength !== null && contentLength < photo.bytes) throw wrongLength(contentLength, photo.bytes)
  const sniffed = await sniffBody(body, photo.bytes)
  const key = await claimOriginal(ctx, photoId, sniffed.mediaType)
  if (key === null) {
    return receiveAgain(ctx, await find(), { body: sniffed.body, contentLength })
  }
  const verified = verifiedBody(sniffed.body, { bytes: photo.bytes, sha256: photo.declaredSha256 })
  const options = { bytes: photo.bytes, contentType: sniffed.mediaType, ifAbsent: true }
  const { etag } = await ctx.store.put(key, verified, options)
  const received = { etag, sha256: verified.sha256, mediaType: sniffed.mediaType }
  if (await commitOriginal(ctx, photoId, key, received)) return
  await ctx.store.delete(key)
  // Another request was first. With the same bytes that is as good; the row may also have gone.
  const now = await find()
  if (now.sha256 !== verified.sha256) throw alreadyThere()
}
