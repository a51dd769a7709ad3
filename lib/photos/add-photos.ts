// The path of uploads in one request, for simple clients: request, receive and complete, file by file.
import type { Readable } from 'node:stream'
import { and, eq } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { addAlbumPhotos } from '../albums/change-photos'
import { requireUser } from '../auth/actor'
import type { Context } from '../context'
import { env } from '../env'
import { AppError, type ErrorCode } from '../errors'
import type { AddPhotosFields } from './add-photos-contract'
import { cleanFilename } from './clean-filename'
import { completeUpload } from './complete-upload'
import type { Photo } from './contract'
import { removePhotos } from './delete-photo'
import { isOneOf } from './is-one-of'
import { receiveUpload } from './receive-upload'
import { requestUpload } from './request-upload'
import { type Spooled, spooled } from './spool'
import { updatePhoto } from './update-photo'

interface AddPhotos {
  /** Reads the request, handing over each file, and gives the fields that came with them. */
  read(take: (file: { name: string; body: Readable }) => Promise<void>): Promise<AddPhotosFields>
}

/**
 * Takes several files at once, all or none; files that the owner has already are answered with the photo there is.
 * @throws AppError unauthenticated; invalid, too_large, unsupported_media naming the file; unavailable
 */
export async function addPhotos(ctx: Context, input: AddPhotos): Promise<Photo[]> {
  requireUser(ctx.actor)
  const taken: { id: string; isNew: boolean }[] = []
  try {
    const fields = await input.read(async ({ name, body }) => {
      const one = await spooled(body, env().MAX_UPLOAD_BYTES, (file) => takeFile(ctx, name, file)).catch(naming(name))
      if (!taken.some(({ id }) => id === one.id)) taken.push(one)
    })
    if (taken.length === 0) throw new AppError('invalid', 'Send at least one file, as a part named file.')
    const fresh = taken.filter(({ isNew }) => isNew).map(({ id }) => id)
    const { album, ...patch } = fields
    for (const id of fresh) await updatePhoto(ctx, { id, patch })
    const ids = taken.map(({ id }) => id)
    if (album !== undefined) await addAlbumPhotos(ctx, album, ids)
    return await completeUpload(ctx, { photoIds: ids })
  } catch (error) {
    await takeBack(ctx, taken)
    throw error
  }
}

async function takeFile(ctx: Context, name: string, file: Spooled): Promise<{ id: string; isNew: boolean }> {
  const { bytes, sha256 } = file
  const files = [{ name: name || 'photo', bytes, sha256, mediaType: '' }]
  const [ticket] = (await requestUpload(ctx, { visibility: 'private', files })).uploads
  if (!ticket || 'problem' in ticket) {
    const { code = 'invalid', detail = '' } = ticket?.problem ?? {}
    throw new AppError(code as ErrorCode, detail)
  }
  if (ticket.duplicateOf !== null) return { id: ticket.duplicateOf, isNew: false }
  const taken = { id: ticket.photoId, isNew: true }
  try {
    await receiveUpload(ctx, { photoId: taken.id, body: file.open(), contentLength: bytes })
  } catch (error) {
    await takeBack(ctx, [taken])
    throw error
  }
  return taken
}

async function takeBack(ctx: Context, taken: { id: string; isNew: boolean }[]): Promise<void> {
  const { userId } = requireUser(ctx.actor)
  const ids = taken.filter(({ isNew }) => isNew).map(({ id }) => id)
  await ctx.db.transaction(async (tx) => {
    const mine = and(isOneOf(ids), eq(photos.ownerId, userId), eq(photos.status, 'uploading'))
    const { id, objectKey, revision, status } = photos
    const columns = { id, objectKey, revision, status }
    await removePhotos(tx, await tx.select(columns).from(photos).where(mine).for('update'))
  })
}

function naming(name: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof AppError) || error.code === 'unavailable') throw error
    throw new AppError(error.code, `${cleanFilename(name)}: ${error.message}`, { cause: error })
  }
}
