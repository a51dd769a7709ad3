// The file of a photo whose original was lost or damaged comes once more: the photo gets it back, with all that hangs on it.
import { type Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PhotoRow } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { extensionOf, type FileType } from '../media/media-types'
import { lockOwnPhoto } from '../photos/find'
import { incomingKey, originalKey } from '../photos/keys'
import { isOriginalKept } from '../photos/stored-parts'
import { orNullIfMissing } from '../storage/missing'
import type { StoredObject } from '../storage/object-store'
import { verifiedBody } from '../storage/verified-body'
import { alreadyThere } from './claim-original'
import { deleteUnlessUsed, exchangeOriginal } from './exchange-original'
import { sniffBody, tooLong, wrongLength } from './incoming-body'

type Restorable = Pick<PhotoRow, 'id' | 'status' | 'sourceId' | 'sha256' | 'bytes' | 'objectKey' | 'etag' | 'deletedAt'>

/** Whether a photo's original may be sent once more: one of our own store that once arrived. */
export function isRestorable(photo: Restorable): boolean {
  return photo.status !== 'uploading' && photo.sourceId === null && photo.sha256 !== null && photo.deletedAt === null
}

/**
 * Takes the bytes of a photo that arrived before. Where its original lies safe they are only compared.
 * @param contentLength what the request says its length is; null when it does not say
 * @throws AppError conflict: other bytes than this photo's; invalid, too_large; unavailable
 */
export async function receiveAgain(
  ctx: Context,
  photo: Restorable,
  { body, contentLength }: { body: Readable; contentLength: number | null },
): Promise<void> {
  if (photo.sha256 === null) throw alreadyThere()
  if (contentLength !== null && contentLength !== photo.bytes) throw alreadyThere()
  const wanted = { bytes: photo.bytes, sha256: photo.sha256 }
  try {
    if (!isRestorable(photo) || (photo.status !== 'failed' && (await isOriginalKept(ctx, photo)))) {
      await pipeline(verifiedBody(body, wanted), devNull())
      return
    }
    const { mediaType, body: sniffed } = await sniffBody(body, photo.bytes)
    const key = originalKey(photo.id, extensionOf(mediaType))
    await deleteUnlessUsed(ctx, key)
    const options = { bytes: photo.bytes, contentType: mediaType, ifAbsent: true }
    const { etag } = await ctx.store.put(key, verifiedBody(sniffed, wanted), options)
    await exchange(ctx, photo.id, { objectKey: key, mediaType, etag, ...wanted })
  } catch (error) {
    throw error instanceof AppError && error.code === 'unprocessable' ? alreadyThere() : error
  }
}

/**
 * The same for what a browser put straight into the store; nothing happens where it put nothing. A wrong object is deleted.
 * @throws AppError invalid, too_large, unsupported_media, unprocessable, unavailable
 */
export async function settleAgain(ctx: Context, photo: Restorable): Promise<void> {
  const from = incomingKey(photo.id)
  const object = await ctx.store.get(from).catch(orNullIfMissing)
  if (object === null) return
  try {
    const mediaType = await verify(photo, object)
    const key = originalKey(photo.id, extensionOf(mediaType))
    await deleteUnlessUsed(ctx, key)
    const { etag } = await ctx.store.copy(from, key, object.etag)
    const { bytes, sha256 } = photo
    await exchange(ctx, photo.id, { objectKey: key, mediaType, etag, bytes, sha256: sha256 as string })
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') throw error
    await ctx.store.delete(from)
    throw error
  }
  await ctx.store.delete(from)
}

async function verify(photo: Restorable, object: StoredObject): Promise<FileType> {
  try {
    if (object.bytes > photo.bytes) throw tooLong(photo.bytes)
    if (object.bytes < photo.bytes) throw wrongLength(object.bytes, photo.bytes)
    const { mediaType, body } = await sniffBody(object.body, photo.bytes)
    await pipeline(verifiedBody(body, { bytes: photo.bytes, sha256: photo.sha256 }), devNull())
    return mediaType
  } finally {
    object.body.destroy()
  }
}

interface Again extends Pick<PhotoRow, 'objectKey' | 'mediaType' | 'etag' | 'bytes'> {
  sha256: string
}

async function exchange(ctx: Context, id: string, again: Again): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, id)
    // Replaced by another picture meanwhile: these bytes are no longer its own.
    if (photo.sha256 !== again.sha256) throw alreadyThere()
    await exchangeOriginal(tx, photo, again)
  })
}

function devNull(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}
