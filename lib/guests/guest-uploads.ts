// The further steps of a photo that a visitor adds: the same road as all uploads, behind the door of the link.
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type AlbumRow, albums } from '@/db/schema/albums'
import { photoRowColumns, photos } from '@/db/schema/photos'
import { shareLinkPhotos } from '@/db/schema/shares'
import { appendToAlbum } from '../albums/change-photos'
import type { LinkActor } from '../context/actor'
import { AppError, notFound } from '../errors/app-error'
import { enqueue } from '../jobs/enqueue'
import { removePhotos } from '../photos/delete-photo'
import { isOneOf } from '../photos/is-one-of'
import type { LinkContext } from '../shares/link-door'
import { acknowledge, allRefused, receiveAll } from '../uploads/complete-upload'
import { receiveInto } from '../uploads/receive-upload'
import { progressOf, resumeInto, type UploadProgress } from '../uploads/resume-upload'
import type { CompleteUploads } from '../uploads/upload-contract'
import type { GuestUploads } from './contract'
import { findGuestUploads, findOpenUpload } from './find-guest-uploads'
import { lockTakingLink } from './link-room'

type Upload = Parameters<typeof receiveInto>[1]
type Piece = Parameters<typeof resumeInto>[1]

/**
 * Takes the bytes of a guest's upload as those of any other. What turns out to be no photo gives its room back at once, and so does what came
 * while the link ended.
 * @throws AppError not_found: unknown, another guest's, or a photo by now, or the link takes nothing any more; else as `receiveUpload`
 */
export async function receiveGuestUpload(ctx: LinkContext, cookies: string | null, input: Upload): Promise<void> {
  const find = () => findOpenUpload(ctx, cookies, input.photoId)
  await receiveFromGuest(ctx, cookies, input.photoId, () => receiveInto(ctx, input, find))
}

/** The same in pieces. @returns how far the upload has come @throws AppError as `receiveGuestUpload` and as `resumeUpload` */
export async function resumeGuestUpload(
  ctx: LinkContext,
  cookies: string | null,
  piece: Piece,
): Promise<UploadProgress> {
  const find = () => findOpenUpload(ctx, cookies, piece.photoId)
  return receiveFromGuest(ctx, cookies, piece.photoId, () => resumeInto(ctx, piece, find))
}

/** How far a guest's upload has come. @throws AppError not_found, unavailable */
export async function guestUploadProgress(
  ctx: LinkContext,
  cookies: string | null,
  { photoId }: { photoId: string },
): Promise<UploadProgress> {
  return progressOf(ctx, await findOpenUpload(ctx, cookies, photoId))
}

async function receiveFromGuest<T>(
  ctx: LinkContext,
  cookies: string | null,
  photoId: string,
  receive: () => Promise<T>,
): Promise<T> {
  const giveUpAfter = async (error: unknown, code: AppError['code']) => {
    if (error instanceof AppError && error.code === code) await giveUp(ctx, cookies, [photoId])
    throw error
  }
  const received = await receive().catch((error: unknown) => giveUpAfter(error, 'unsupported_media'))
  await ctx.db
    .transaction((tx) => lockTakingLink(tx, ctx.actor))
    .catch((error: unknown) => giveUpAfter(error, 'not_found'))
  return received as T
}

/**
 * Makes photos of what has arrived and puts them where the link's visitors see them. May be repeated. Of what the owner has already nothing shows, in
 * the answer or in what is done for it.
 * @returns what became of each: of a photo of its own, how far it is, whatever its owner did with it since
 * @throws AppError not_found: any id is unknown or another guest's, or the link takes no photos (any longer); where nothing could be taken the
 *   first one's problem: conflict, invalid, unsupported_media, unprocessable
 */
export async function completeGuestUploads(
  ctx: LinkContext,
  cookies: string | null,
  { photoIds }: CompleteUploads,
): Promise<GuestUploads> {
  const ids = [...new Set(photoIds)]
  const rows = await findGuestUploads(ctx, cookies, ids)
  if (rows.size < ids.length) throw notFound()
  const problems = await receiveAll(
    ctx,
    [...rows.values()].filter(({ status }) => status === 'uploading'),
  )
  await ctx.db.transaction((tx) => take(tx, ctx.actor, ids))
  const wrong = [...problems].filter(([, { code }]) => code === 'unsupported_media').map(([id]) => id)
  await giveUp(ctx, cookies, wrong)
  if (problems.size === ids.length) throw allRefused(problems, photoIds)
  const after = await findGuestUploads(ctx, cookies, ids)
  return {
    photos: photoIds.map((id) => {
      const { status } = after.get(id) ?? rows.get(id) ?? { status: 'failed' as const }
      const problem = problems.get(id)
      if (problem && problem.code !== 'conflict') return { id, status: 'failed', failure: problem.message }
      return { id, status, failure: status === 'failed' ? NOT_SHOWN : null }
    }),
  }
}

/** What a decoder says is for the owner. */
const NOT_SHOWN = 'This picture could not be read.'

/** Gives up an upload that is not finished. @throws AppError not_found: unknown, another guest's, or a photo by now */
export async function discardGuestUpload(ctx: LinkContext, cookies: string | null, photoId: string): Promise<void> {
  await findOpenUpload(ctx, cookies, photoId)
  await giveUp(ctx, cookies, [photoId])
}

async function take(tx: Database, actor: LinkActor, ids: string[]): Promise<void> {
  // In the order in which deleting an album takes them.
  const album = actor.albumId === null ? null : await lockedAlbum(tx, actor.albumId)
  await lockTakingLink(tx, actor)
  const taken = await acknowledge(tx, actor.ownerId, ids)
  if (taken.length === 0) return
  if (album) await appendToAlbum(tx, album, taken)
  else await appendToSelection(tx, actor.linkId, taken)
  // Whether the owner lacks the original of a twin is found out later: it must not show in how long this takes.
  await enqueue(tx, 'photo.heal', { photoIds: taken })
}

async function lockedAlbum(tx: Database, albumId: string): Promise<AlbumRow> {
  const [album] = await tx.select().from(albums).where(eq(albums.id, albumId)).for('update')
  if (!album || album.filter !== null) throw notFound()
  return album
}

async function appendToSelection(tx: Database, linkId: string, ids: string[]): Promise<void> {
  await tx.execute(sql`
    insert into ${shareLinkPhotos} (link_id, photo_id, position)
    select ${linkId}::uuid, item.id::uuid, item.place + coalesce(
      (select max(position) from ${shareLinkPhotos} where link_id = ${linkId}), 0)
    from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) with ordinality as item (id, place)
    on conflict do nothing`)
}

/** Removes uploads of guests that are no photos yet. */
async function giveUp(ctx: LinkContext, cookies: string | null, ids: string[]): Promise<void> {
  const own = [...(await findGuestUploads(ctx, cookies, ids)).keys()]
  if (own.length === 0) return
  await ctx.db.transaction(async (tx) => {
    const unfinished = and(isOneOf(own), eq(photos.status, 'uploading'))
    await removePhotos(tx, await tx.select(photoRowColumns).from(photos).where(unfinished).for('update'))
  })
}
