import { and, asc, eq, or } from 'drizzle-orm'
import { albumPhotos, albums } from '@/db/schema/albums'
import { guestPhotos } from '@/db/schema/shares'
import { isOwn, owns } from '../access/owners'
import { sharedWith } from '../access/visible-albums'
import type { Context } from '../context/context'
import type { Photo } from './contract'
import { findVisiblePhoto, findVisiblePhotoWhole } from './find'
import { isJoined } from './joined'
import { presentPhoto } from './present'

/** One photo as the actor may see it; its owner gets the raw tags, the albums it is in and who added it. @throws AppError not_found */
export async function getPhoto(ctx: Context, input: { id: string }): Promise<Photo> {
  if (ctx.actor.kind === 'anonymous' || ctx.actor.kind === 'link') return getPhotoBrief(ctx, input.id)
  const { photo, owner } = await findVisiblePhotoWhole(ctx, input.id)
  if (isJoined(photo) && photo.copyOf) return getPhoto(ctx, { id: photo.copyOf })
  const presented = presentPhoto(photo, owner, ctx.actor)
  const mine = owns(ctx.actor, photo.ownerId)
  if (!mine) return presented
  return { ...presented, albums: await albumsOf(ctx, photo.id), guest: await guestOf(ctx, photo.id) }
}

/** A photo as lists have it: without raw tags and albums. @throws AppError not_found */
export async function getPhotoBrief(ctx: Context, id: string): Promise<Photo> {
  const { photo, owner } = await findVisiblePhoto(ctx, id)
  return presentPhoto(photo, owner, ctx.actor)
}

/** Who added a photo through a share link. */
async function guestOf({ db }: Context, photoId: string): Promise<string | null> {
  const { guestName } = guestPhotos
  const [guest] = await db.select({ guestName }).from(guestPhotos).where(eq(guestPhotos.photoId, photoId))
  return guest?.guestName ?? null
}

/** The albums made by hand that its owner has put a photo in: own ones, and others' that are shared with them. */
async function albumsOf(ctx: Context, photoId: string): Promise<{ id: string; title: string }[]> {
  return ctx.db
    .select({ id: albums.id, title: albums.title })
    .from(albumPhotos)
    .innerJoin(albums, eq(albums.id, albumPhotos.albumId))
    .where(and(eq(albumPhotos.photoId, photoId), or(isOwn(ctx.actor, albums.ownerId), sharedWith(ctx.actor))))
    .orderBy(asc(albums.title), asc(albums.id))
}
