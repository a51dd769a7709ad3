// The path of uploads in one request, for simple clients: request, receive and complete, file by file.
import type { Readable } from 'node:stream'
import { and, eq, isNull } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { putInAlbum, takeOutOfAlbum } from '../albums/change-photos'
import { findAlbumWith } from '../albums/find'
import { deleteEmptyAlbum, titledAlbum } from '../albums/titled-album'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { parseTakenAt } from '../edits/taken-at'
import { updatePhoto } from '../edits/update-photo'
import { AppError } from '../errors/app-error'
import type { Photo } from '../photos/contract'
import { believableFileTime } from '../photos/file-time'
import { isOneOf } from '../photos/is-one-of'
import type { AddedFile, AddPhotosFields, AddPhotosReply } from './add-photos-contract'
import { completeUpload } from './complete-upload'
import { type NotTaken, problemOf, type Taken, takeBack, takeFile } from './take-file'

interface AddPhotos {
  /** Reads the request, handing over each file, and gives the fields that came with them. */
  read(take: (file: { name: string; body: Readable }) => Promise<void>): Promise<AddPhotosFields>
}

/** The album that was filled, and which of the photos were not in it before. */
interface Filled {
  album: NonNullable<AddPhotosReply['album']>
  added: string[]
}

/**
 * Takes several files at once and says of each what became of it; files that the owner has already are answered with the photo there is,
 * as it is. What is wrong with the request itself (a field, the album, a service that is away) refuses all of it and leaves nothing.
 * @throws AppError unauthenticated; not_found, forbidden or unprocessable for the album; conflict for too many albums; unavailable; where no file could be
 *   taken the first one's problem: invalid, too_large, unsupported_media, rate_limited
 */
export async function addPhotos(ctx: Context, input: AddPhotos): Promise<AddPhotosReply> {
  requireUser(ctx.actor)
  const files: (Taken | NotTaken)[] = []
  let filled: Filled | null = null
  try {
    const fields = await input.read(async (file) => {
      files.push(await takeFile(ctx, file))
    })
    const taken = distinct(files)
    if (taken.length === 0) throw noneTaken(files)
    filled = await ctx.db.transaction((tx) => apply({ ...ctx, db: tx }, taken, fields))
    const ids = taken.map(({ id }) => id)
    const photos = await completeUpload(ctx, { photoIds: ids })
    const byId = new Map(ids.map((id, index) => [id, photos[index]?.id ?? id]))
    return { photos: onlyOnce(photos), files: whatBecame(files, byId), album: filled?.album ?? null }
  } catch (error) {
    await takeBack(ctx, distinct(files))
    if (filled) await emptyAgain(ctx, filled)
    throw error
  }
}

function distinct(files: (Taken | NotTaken)[]): Taken[] {
  const taken = new Map<string, Taken>()
  for (const file of files) if ('id' in file && !taken.has(file.id)) taken.set(file.id, file)
  return [...taken.values()]
}

function onlyOnce(photos: Photo[]): Photo[] {
  return [...new Map(photos.map((photo) => [photo.id, photo])).values()]
}

/** What was said of the files, for those that are new; the album, for all. */
async function apply(ctx: Context, taken: Taken[], fields: AddPhotosFields): Promise<Filled | null> {
  const { album, albumTitle, modifiedAt, ...patch } = fields
  if (patch.takenAt !== undefined) parseTakenAt(patch.takenAt)
  for (const { id, state } of taken) if (state !== 'held') await updatePhoto(ctx, { id, patch })
  if (modifiedAt !== undefined) await guessDates(ctx, taken, new Date(modifiedAt))
  const into =
    album !== undefined ? await fillableAlbum(ctx, album) : albumTitle && (await titledAlbum(ctx, albumTitle))
  if (!into) return null
  const ids = taken.map(({ id }) => id)
  return { album: into, added: await putInAlbum(ctx, into.id, ids) }
}

async function fillableAlbum(ctx: Context, id: string): Promise<Filled['album']> {
  const { album } = await findAlbumWith(ctx, id, ['owner', 'contributor'])
  return { id, title: album.title, created: false }
}

async function guessDates(ctx: Context, taken: Taken[], time: Date): Promise<void> {
  const { userId } = requireUser(ctx.actor)
  const fileModifiedAt = believableFileTime(time, new Date())
  const undated = and(isOneOf(taken.map(({ id }) => id)), eq(photos.ownerId, userId), isNull(photos.fileModifiedAt))
  if (fileModifiedAt !== null) await ctx.db.update(photos).set({ fileModifiedAt }).where(undated)
}

async function emptyAgain(ctx: Context, { album, added }: Filled): Promise<void> {
  if (added.length > 0) await takeOutOfAlbum(ctx, album.id, added)
  if (album.created) await deleteEmptyAlbum(ctx, album.id)
}

function whatBecame(files: (Taken | NotTaken)[], byId: Map<string, string>): AddedFile[] {
  const before = new Set<string>()
  return files.map((file) => {
    const { name } = file
    if ('error' in file) return { name, problem: problemOf(file.error) }
    const photoId = byId.get(file.id) ?? file.id
    const known = file.state === 'held' || photoId !== file.id || before.has(photoId)
    before.add(photoId)
    return { name, photoId, duplicateOf: known ? photoId : null }
  })
}

const MOST_TOLD = 20

function noneTaken(files: (Taken | NotTaken)[]): AppError {
  const refused = files.flatMap((file, index) => ('error' in file ? [{ ...file, path: `file.${index}` }] : []))
  const [first] = refused
  if (!first) return new AppError('invalid', 'Send at least one file, as a part named file.')
  const errors = refused
    .slice(0, MOST_TOLD)
    .map(({ path, name, error }) => ({ path, message: `${name}: ${error.message}` }))
  const { code, message, retryAfterSeconds } = first.error
  const later = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
  return new AppError(code, `${first.name}: ${message}`, { errors, cause: first.error, ...later })
}
