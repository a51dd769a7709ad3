import type { Readable } from 'node:stream'
import type { Database } from '@/db/client'
import type { PhotoRow } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { healLater } from '../edits/heal-later'
import { AppError } from '../errors/app-error'
import { cleanFilename } from '../media/clean-filename'
import { extensionOf } from '../media/media-types'
import type { Photo } from '../photos/contract'
import { findOwnPhoto, lockOwnPhoto } from '../photos/find'
import { getPhotoBrief } from '../photos/get-photo'
import { forgetGone, rememberGone } from '../photos/gone-contents'
import { originalKey } from '../photos/keys'
import { markCopies } from '../photos/mark-copies'
import { readLimits } from '../settings/limits'
import { type Spooled, spooled } from '../storage/spool'
import { remainingBytes, storageFull } from '../storage/storage-room'
import { deleteUnlessUsed, exchangeOriginal } from './exchange-original'
import { sniffBody } from './incoming-body'

interface ReplaceFile {
  id: string
  body: Readable
  /** The new file's name, when the client gives one. */
  name?: string
}

/**
 * Puts another picture in the place of an own photo's: it is processed anew, its metadata read anew; id, albums and all that a person has
 * edited stay. Until the new file lies whole in the store the old one is shown. Other photos of its content that have lost theirs get it back by a job.
 * @throws AppError unauthenticated, not_found, forbidden; conflict for a photo of a source, in the trash or not yet sent; too_large,
 *   unsupported_media, unavailable
 */
export async function replaceFile(ctx: Context, { id, body, name }: ReplaceFile): Promise<Photo> {
  const { photo } = await findOwnPhoto(ctx, id)
  assertReplaceable(photo)
  const { maxUploadBytes } = await readLimits(ctx.db)
  return spooled(body, maxUploadBytes, async (file) => {
    // Before anything is put into the store, and once more where nobody else takes room meanwhile.
    await assertRoom(ctx.db, photo, file.bytes)
    const { mediaType, body: bytes } = await sniffBody(file.open(), file.bytes)
    const key = originalKey(id, extensionOf(mediaType))
    await deleteUnlessUsed(ctx, key)
    const { etag } = await ctx.store.put(key, bytes, { bytes: file.bytes, contentType: mediaType, ifAbsent: true })
    return exchange(ctx, id, { file, filename: name, changes: { objectKey: key, mediaType, etag } })
  })
}

interface NewFile {
  file: Spooled
  filename: string | undefined
  changes: Pick<PhotoRow, 'objectKey' | 'mediaType' | 'etag'>
}

async function exchange(ctx: Context, id: string, { file, filename, changes }: NewFile): Promise<Photo> {
  return ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, id)
    assertReplaceable(photo)
    await assertRoom(tx, photo, file.bytes)
    // What was known of the old file alone: whose copy it was, and its own time.
    if (file.sha256 !== photo.sha256) await rememberGone(tx, [id])
    const forgotten = file.sha256 === photo.sha256 ? {} : { copyOf: null, fileModifiedAt: null }
    await exchangeOriginal(tx, photo, {
      ...changes,
      ...forgotten,
      ...(filename ? { filename: cleanFilename(filename) } : {}),
      bytes: file.bytes,
      sha256: file.sha256,
    })
    await markCopies(tx, [id])
    await forgetGone(tx, [id])
    await healLater(tx, [id])
    return getPhotoBrief({ ...ctx, db: tx }, id)
  })
}

/** @throws AppError too_large where the owner's storage has no room for the new file in the place of the old one */
async function assertRoom(db: Database, photo: Pick<PhotoRow, 'ownerId' | 'bytes'>, bytes: number): Promise<void> {
  const room = (await remainingBytes(db, photo.ownerId)) + photo.bytes
  if (bytes > room) throw new AppError('too_large', storageFull(room, bytes))
}

function assertReplaceable(photo: Pick<PhotoRow, 'status' | 'sourceId' | 'deletedAt'>): void {
  if (photo.sourceId !== null)
    throw new AppError(
      'conflict',
      'This photo lies in a source, where Albumen changes nothing. Replace the file there.',
    )
  if (photo.deletedAt !== null)
    throw new AppError('conflict', 'This photo is in the trash. Restore it, then replace its file.')
  if (photo.status === 'uploading') throw new AppError('conflict', 'This photo has not been sent whole; send it again.')
}
