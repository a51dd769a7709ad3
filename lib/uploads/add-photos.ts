// The path of uploads in one request, for simple clients: request, receive and complete, file by file.
import type { Readable } from 'node:stream'
import { and, eq, isNull } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { addAlbumPhotos } from '../albums/change-photos'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { updatePhoto } from '../edits/update-photo'
import { env } from '../env'
import { AppError, type ErrorCode } from '../errors/app-error'
import { cleanFilename } from '../media/clean-filename'
import type { Photo } from '../photos/contract'
import { removePhotos } from '../photos/delete-photo'
import { believableFileTime } from '../photos/file-time'
import { isOneOf } from '../photos/is-one-of'
import { type Spooled, spooled } from '../storage/spool'
import type { AddPhotosFields } from './add-photos-contract'
import { completeUpload } from './complete-upload'
import { receiveUpload } from './receive-upload'
import { reserveUploads } from './request-upload'

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
  const taken: Taken[] = []
  try {
    const fields = await input.read(async ({ name, body }) => {
      const one = await spooled(body, env().MAX_UPLOAD_BYTES, (file) => takeFile(ctx, name, file)).catch(naming(name))
      if (!taken.some(({ id }) => id === one.id)) taken.push(one)
    })
    if (taken.length === 0) throw new AppError('invalid', 'Send at least one file, as a part named file.')
    const { album, modifiedAt, ...patch } = fields
    for (const { id, state } of taken) if (state !== 'held') await updatePhoto(ctx, { id, patch })
    if (modifiedAt !== undefined) await guessDates(ctx, taken, new Date(modifiedAt))
    const ids = taken.map(({ id }) => id)
    if (album !== undefined) await addAlbumPhotos(ctx, album, ids)
    return await completeUpload(ctx, { photoIds: ids })
  } catch (error) {
    await takeBack(ctx, taken)
    throw error
  }
}

/** `made`: new with this request; `begun`: another request has begun it and not finished; `held`: a photo there was before. */
interface Taken {
  id: string
  state: 'made' | 'begun' | 'held'
}

async function takeFile(ctx: Context, name: string, file: Spooled): Promise<Taken> {
  const { bytes, sha256 } = file
  const files = [{ name: name || 'photo', bytes, sha256, mediaType: '' }]
  const { uploads, made } = await reserveUploads(ctx, { visibility: 'private', files })
  const [ticket] = uploads
  if (!ticket || 'problem' in ticket) {
    const { code = 'invalid', detail = '' } = ticket?.problem ?? {}
    throw new AppError(code as ErrorCode, detail)
  }
  if (ticket.duplicateOf !== null) return { id: ticket.duplicateOf, state: 'held' }
  const state = ticket.restores ? 'held' : made.has(ticket.photoId) ? 'made' : 'begun'
  const taken: Taken = { id: ticket.photoId, state }
  try {
    await receiveUpload(ctx, { photoId: taken.id, body: file.open(), contentLength: bytes })
  } catch (error) {
    await takeBack(ctx, [taken])
    throw error
  }
  return taken
}

async function guessDates(ctx: Context, taken: Taken[], time: Date): Promise<void> {
  const { userId } = requireUser(ctx.actor)
  const fileModifiedAt = believableFileTime(time, new Date())
  const undated = and(isOneOf(taken.map(({ id }) => id)), eq(photos.ownerId, userId), isNull(photos.fileModifiedAt))
  if (fileModifiedAt !== null) await ctx.db.update(photos).set({ fileModifiedAt }).where(undated)
}

async function takeBack(ctx: Context, taken: Taken[]): Promise<void> {
  const { userId } = requireUser(ctx.actor)
  const ids = taken.filter(({ state }) => state === 'made').map(({ id }) => id)
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
