import { finished, PassThrough, type Readable } from 'node:stream'
import { and, eq, isNull } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, ERROR_STATUS, type ErrorCode } from '../errors/app-error'
import { cleanFilename } from '../media/clean-filename'
import { removePhotos } from '../photos/delete-photo'
import { isOneOf } from '../photos/is-one-of'
import { readLimits } from '../settings/limits'
import { type Spooled, spooled } from '../storage/spool'
import { receiveUpload } from './receive-upload'
import { reserveUploads } from './request-upload'

/** `made`: new with this request; `begun`: another request has begun it and not finished; `held`: a photo there was before. */
export interface Taken {
  name: string
  id: string
  state: 'made' | 'begun' | 'held'
}

/** A file that became no photo, and why. */
export interface NotTaken {
  name: string
  error: AppError
}

/** What is wrong with one file and says nothing of the others. */
const OF_ONE_FILE: ErrorCode[] = [
  'invalid',
  'too_large',
  'unsupported_media',
  'unprocessable',
  'conflict',
  'rate_limited',
]

/**
 * Takes one file of a form whole, or says why not; its bytes are read to their end, so that the next one can come.
 * @throws AppError unauthenticated, unavailable; too_large for one that does not end
 */
export async function takeFile(ctx: Context, file: { name: string; body: Readable }): Promise<Taken | NotTaken> {
  const name = cleanFilename(file.name || 'photo')
  const { maxUploadBytes } = await readLimits(ctx.db)
  // Whoever stops reading destroys what it reads; the form goes on.
  const body = file.body.pipe(new PassThrough())
  finished(file.body, (error) => error && body.destroy(error))
  try {
    return { name, ...(await spooled(body, maxUploadBytes, (spool) => takeSpooled(ctx, name, spool))) }
  } catch (error) {
    if (!(error instanceof AppError) || !OF_ONE_FILE.includes(error.code)) throw error
    if (!(await skipped(file.body, maxUploadBytes))) throw new AppError(error.code, `${name}: ${error.message}`)
    return { name, error }
  }
}

/** The problem of a file, as `POST /uploads` has it. */
export function problemOf({ code, message }: AppError) {
  return { code, status: ERROR_STATUS[code], title: code.replaceAll('_', ' '), detail: message }
}

/** Whether what is left of a body ends within so many bytes. */
async function skipped(body: Readable, most: number): Promise<boolean> {
  let left = most
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    left -= chunk.length
    if (left < 0) return false
  }
  return true
}

async function takeSpooled(ctx: Context, name: string, file: Spooled): Promise<Omit<Taken, 'name'>> {
  const { bytes, sha256 } = file
  const files = [{ name, bytes, sha256, mediaType: '' }]
  const { uploads, made } = await reserveUploads(ctx, { visibility: 'private', files })
  const [ticket] = uploads
  if (!ticket || 'problem' in ticket) {
    const { code = 'invalid', detail = '' } = ticket?.problem ?? {}
    throw new AppError(code as ErrorCode, detail)
  }
  if (ticket.duplicateOf !== null) return { id: ticket.duplicateOf, state: 'held' }
  const state = ticket.restores ? 'held' : made.has(ticket.photoId) ? 'made' : 'begun'
  const taken = { id: ticket.photoId, state } as const
  try {
    await receiveUpload(ctx, { photoId: taken.id, body: file.open(), contentLength: bytes })
  } catch (error) {
    await takeBack(ctx, [taken])
    throw error
  }
  return taken
}

/** Removes what is new with this request and not acknowledged yet, unless another request has come to count on it. */
export async function takeBack(ctx: Context, taken: Omit<Taken, 'name'>[]): Promise<void> {
  const { userId } = requireUser(ctx.actor)
  const ids = taken.filter(({ state }) => state === 'made').map(({ id }) => id)
  await ctx.db.transaction(async (tx) => {
    const unfinished = and(eq(photos.status, 'uploading'), isNull(photos.attemptId))
    const mine = and(isOneOf(ids), eq(photos.ownerId, userId), unfinished)
    const { id, objectKey, revision, status } = photos
    const columns = { id, objectKey, revision, status }
    await removePhotos(tx, await tx.select(columns).from(photos).where(mine).for('update'))
  })
}
