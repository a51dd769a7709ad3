import { and, asc, eq, or } from 'drizzle-orm'
import { albumPhotos, albums } from '@/db/schema/albums'
import { isOwn, owns } from '../access/owners'
import { sharedWith } from '../access/visible-albums'
import type { Context } from '../context/context'
import type { Photo } from './contract'
import { findVisiblePhoto, findVisiblePhotoWhole } from './find'
import { isJoined } from './joined'
import { presentPhoto } from './present'

/** One photo as the actor may see it; its owner gets the raw tags and the albums it is in. @throws AppError not_found */
export async function getPhoto(ctx: Context, input: { id: string }): Promise<Photo> {
  if (ctx.actor.kind === 'anonymous' || ctx.actor.kind === 'link') return getPhotoBrief(ctx, input.id)
  const { photo, owner } = await findVisiblePhotoWhole(ctx, input.id)
  if (isJoined(photo) && photo.copyOf) return getPhoto(ctx, { id: photo.copyOf })
  const presented = presentPhoto(photo, owner, ctx.actor)
  const mine = owns(ctx.actor, photo.ownerId)
  return mine ? { ...presented, albums: await albumsOf(ctx, photo.id) } : presented
}

/** A photo as lists have it: without raw tags and albums. @throws AppError not_found */
export async function getPhotoBrief(ctx: Context, id: string): Promise<Photo> {
  const { photo, owner } = await findVisiblePhoto(ctx, id)
  return presentPhoto(photo, owner, ctx.actor)
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
