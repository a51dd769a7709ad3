// Second step of a photo's path, straight to the store: what the browser put is read once, checked and moved.
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { eq } from 'drizzle-orm'
import { type PhotoRow, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { incomingKey } from '../photos/keys'
import { verifiedBody } from '../storage/verified-body'
import { claimOriginal, commitOriginal } from './claim-original'
import { sniffBody, tooLong, wrongLength } from './incoming-body'

type Incoming = Pick<PhotoRow, 'id' | 'bytes' | 'declaredSha256'>

const running = new Map<string, Promise<void>>()

/**
 * Verifies the object a browser put (length, type, SHA-256) and copies it, in the store, to its final key, which no
 * address given to a browser can write. A wrong object is deleted, so that the right one can be put.
 * @throws AppError conflict (not there), invalid, too_large, unsupported_media, unprocessable, unavailable
 */
export function settleIncoming(ctx: Context, photo: Incoming): Promise<void> {
  const before = running.get(photo.id)
  if (before) return before
  const work = settle(ctx, photo).finally(() => running.delete(photo.id))
  running.set(photo.id, work)
  return work
}

async function settle(ctx: Context, photo: Incoming): Promise<void> {
  try {
    await verifyAndMove(ctx, photo)
  } catch (error) {
    if (await arrived(ctx, photo.id)) return
    if (error instanceof AppError && error.code === 'not_found') throw notArrived()
    throw error
  }
}

async function verifyAndMove(ctx: Context, photo: Incoming): Promise<void> {
  const from = incomingKey(photo.id)
  const object = await ctx.store.get(from)
  const { mediaType, sha256 } = await verify(photo, object)
    .finally(() => object.body.destroy())
    .catch(async (error: unknown) => {
      if (error instanceof AppError && error.code !== 'unavailable') await ctx.store.delete(from)
      throw error
    })
  const key = await claimOriginal(ctx, photo.id, mediaType)
  if (key === null) return
  const { etag } = await ctx.store.copy(from, key, object.etag)
  if (await commitOriginal(ctx, photo.id, key, { etag, sha256, mediaType })) return ctx.store.delete(from)
  await ctx.store.delete(key)
  throw new AppError('conflict', 'Another request is completing this upload. Ask again in a moment.')
}

async function verify(photo: Incoming, object: Awaited<ReturnType<Context['store']['get']>>) {
  if (object.bytes > photo.bytes) throw tooLong(photo.bytes)
  if (object.bytes < photo.bytes) throw wrongLength(object.bytes, photo.bytes)
  const { mediaType, body } = await sniffBody(object.body, photo.bytes)
  const verified = verifiedBody(body, { bytes: photo.bytes, sha256: photo.declaredSha256 })
  await pipeline(verified, new Writable({ write: (_chunk, _encoding, done) => done() }))
  return { mediaType, sha256: verified.sha256 }
}

async function arrived(ctx: Context, photoId: string): Promise<boolean> {
  const [row] = await ctx.db.select({ uploadedAt: photos.uploadedAt }).from(photos).where(eq(photos.id, photoId))
  return row !== undefined && row.uploadedAt !== null
}

/** The answer to completing what has not been sent. */
export function notArrived(): AppError {
  return new AppError('conflict', 'The bytes of this photo have not arrived. Send them, then complete the upload.')
}
