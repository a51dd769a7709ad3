import { isDeepStrictEqual } from 'node:util'
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type AlbumRow, albumPhotos, albums } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { owns } from '../access/owners'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { publishAlbum } from '../photos/events'
import { isOneOf } from '../photos/is-one-of'
import type { ReorderAlbum } from './contract'
import { findAlbumWith, findOwnAlbum } from './find'

/**
 * Puts own photos at the end of an album, in the order given; those already in it stay where they are. All or nothing. For its owner and its
 * contributors.
 * @throws AppError not_found when a photo is not one's own, forbidden for whoever may only see the album, unprocessable for a smart album
 */
export async function addAlbumPhotos(ctx: Context, albumId: string, ids: string[]): Promise<{ changed: number }> {
  return { changed: (await putInAlbum(ctx, albumId, ids)).length }
}

/** The same. @returns the ids that were not in the album before */
export async function putInAlbum(ctx: Context, albumId: string, ids: string[]): Promise<string[]> {
  const { album } = await findAlbumWith(ctx, albumId, ['owner', 'contributor'])
  refuseSmart(album.filter)
  return ctx.db.transaction(async (tx) => {
    await lockAlbum(tx, albumId)
    // Who is taken out of it meanwhile adds nothing more.
    if (!owns(ctx.actor, album.ownerId)) await findAlbumWith({ ...ctx, db: tx }, albumId, ['contributor'])
    await requireOwnPhotos(ctx, tx, ids)
    return appendToAlbum(tx, album, ids)
  })
}

/**
 * Puts photos at the end of an album by hand.
 * @param tx a transaction in which the album is locked; whether they may be put in was asked before
 * @returns the ids that were not in the album before
 */
export async function appendToAlbum(tx: Database, album: AlbumRow, ids: string[]): Promise<string[]> {
  const order = JSON.stringify([...new Set(ids)])
  const added = await tx.execute<{ id: string }>(sql`
    insert into ${albumPhotos} (album_id, photo_id, position)
    select ${album.id}::uuid, item.id::uuid, item.place + coalesce(
      (select max(${albumPhotos.position}) from ${albumPhotos} where ${albumPhotos.albumId} = ${album.id}), 0)
    from jsonb_array_elements_text(${order}::jsonb) with ordinality as item (id, place)
    on conflict do nothing returning photo_id as id`)
  if (added.rows.length > 0) await touch(tx, album)
  return added.rows.map(({ id }) => id)
}

/**
 * Takes photos out of an album; the photos themselves stay. Its owner takes out any, a member own ones. Ids that are not in it are ignored.
 * @throws AppError not_found; forbidden for a member who names somebody else's; unprocessable for a smart album
 */
export async function removeAlbumPhotos(ctx: Context, albumId: string, ids: string[]): Promise<{ changed: number }> {
  return { changed: (await takeOutOfAlbum(ctx, albumId, ids)).length }
}

/** The same. @returns what was in the album, and where */
export async function takeOutOfAlbum(
  ctx: Context,
  albumId: string,
  ids: string[],
): Promise<{ photoId: string; position: number }[]> {
  const { album, role } = await findAlbumWith(ctx, albumId, ['owner', 'contributor', 'viewer'])
  refuseSmart(album.filter)
  return ctx.db.transaction(async (tx) => {
    await lockAlbum(tx, albumId)
    if (role !== 'owner') await requireOwnInAlbum(ctx, tx, albumId, ids, role === 'viewer')
    const removed = await tx
      .delete(albumPhotos)
      .where(and(eq(albumPhotos.albumId, albumId), sql`${albumPhotos.photoId} = any(${sql.param(ids)}::uuid[])`))
      .returning({ photoId: albumPhotos.photoId, position: albumPhotos.position })
    if (removed.length > 0) await touch(tx, album)
    return removed
  })
}

/**
 * Moves photos, in the order given, before another photo of the album or to its end.
 * @throws AppError not_found when one of them is not in the album
 */
export async function reorderAlbumPhotos(
  ctx: Context,
  albumId: string,
  input: ReorderAlbum,
): Promise<{ changed: number }> {
  const album = await findOwnAlbum(ctx, albumId)
  refuseSmart(album.filter)
  return ctx.db.transaction(async (tx) => {
    await lockAlbum(tx, albumId)
    const rows = await tx
      .select({ id: albumPhotos.photoId })
      .from(albumPhotos)
      .where(eq(albumPhotos.albumId, albumId))
      .orderBy(albumPhotos.position, albumPhotos.photoId)
    const before = rows.map((row) => row.id)
    const ordered = moved(before, [...new Set(input.ids)], input.before)
    if (isDeepStrictEqual(ordered, before)) return { changed: input.ids.length }
    const list = JSON.stringify(ordered)
    await tx.execute(sql`
      update ${albumPhotos} set position = item.place
      from jsonb_array_elements_text(${list}::jsonb) with ordinality as item (id, place)
      where ${albumPhotos.albumId} = ${albumId} and ${albumPhotos.photoId} = item.id::uuid`)
    await touch(tx, album)
    return { changed: input.ids.length }
  })
}

/** A list with `ids` moved together before `before` (or to the end). @throws AppError not_found for an id that is not in it */
export function moved(current: string[], ids: string[], before: string | null): string[] {
  const moving = new Set(ids)
  const present = new Set(current)
  if (ids.some((id) => !present.has(id))) throw notFound()
  if (before !== null && (!present.has(before) || moving.has(before))) {
    throw new AppError('invalid', 'before: must be a photo of this album that is not itself moved')
  }
  const rest = current.filter((id) => !moving.has(id))
  const at = before === null ? rest.length : rest.indexOf(before)
  return [...rest.slice(0, at), ...ids, ...rest.slice(at)]
}

function refuseSmart(filter: unknown): void {
  if (filter !== null) {
    throw new AppError(
      'unprocessable',
      'This is a smart album: its filter says what is in it. Change the filter instead.',
    )
  }
}

async function requireOwnPhotos(ctx: Context, tx: Database, ids: string[]): Promise<void> {
  const user = requireUser(ctx.actor)
  const unique = [...new Set(ids)]
  const own = await tx
    .select({ id: photos.id })
    .from(photos)
    .where(and(isOneOf(unique), eq(photos.ownerId, user.userId)))
  if (own.length === unique.length) return
  throw notFound()
}

/** A member takes own photos out; one who may only look has to name one of those they put in before. */
async function requireOwnInAlbum(
  ctx: Context,
  tx: Database,
  albumId: string,
  ids: string[],
  some: boolean,
): Promise<void> {
  const inside = await tx
    .select({ ownerId: photos.ownerId })
    .from(albumPhotos)
    .innerJoin(photos, eq(photos.id, albumPhotos.photoId))
    .where(and(eq(albumPhotos.albumId, albumId), isOneOf(ids)))
  if (inside.every(({ ownerId }) => owns(ctx.actor, ownerId)) && (inside.length > 0 || !some)) return
  throw new AppError('forbidden', 'You may take only your own photos out of this album.')
}

/** Two changes of one album's order or members wait for each other. @param tx a transaction */
export async function lockAlbum(tx: Database, albumId: string): Promise<void> {
  await tx.select({ id: albums.id }).from(albums).where(eq(albums.id, albumId)).for('update')
}

async function touch(tx: Database, album: AlbumRow): Promise<void> {
  await tx.update(albums).set({ updatedAt: sql`now()` }).where(eq(albums.id, album.id))
  await publishAlbum(tx, album, 'photos')
}
