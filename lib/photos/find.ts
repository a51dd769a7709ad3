// The only doors to one photo: every verb that takes an id comes through here.

import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photoRowColumns, photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { owns } from '../access/owners'
import { visibleTo } from '../access/visible-photos'
import { type Actor, type Person, requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { heavyColumns, ownerColumnsFor, photoColumns } from './columns'
import type { PhotoOwner } from './present'

/** A photo with the settings of its owner. */
export interface FoundPhoto {
  photo: Omit<PhotoRow, 'exif' | 'fileFields' | 'ownFields'> & { sourceName: string | null }
  owner: PhotoOwner
}

/**
 * A photo that the actor may see: own ones in any state, the trash included; of others the public ones and those shared with the actor.
 * @throws AppError not_found, the same for unknown and for forbidden
 */
export async function findVisiblePhoto(ctx: Context, id: string): Promise<FoundPhoto> {
  const [found] = await ctx.db
    .select({ photo: photoColumns, owner: ownerColumnsFor(ctx.actor, 'any') })
    .from(photos)
    .innerJoin(users, eq(users.id, photos.ownerId))
    .where(and(eq(photos.id, id), visibleTo(ctx.actor)))
  if (!found) throw notFound()
  return found
}

/** As `findVisiblePhoto`, with the raw tags and the file's own fields. */
export async function findVisiblePhotoWhole(
  ctx: Context,
  id: string,
): Promise<{ photo: PhotoRow & { sourceName: string | null }; owner: PhotoOwner }> {
  const [found] = await ctx.db
    .select({ photo: { ...photoColumns, ...heavyColumns }, owner: ownerColumnsFor(ctx.actor, 'any') })
    .from(photos)
    .innerJoin(users, eq(users.id, photos.ownerId))
    .where(and(eq(photos.id, id), visibleTo(ctx.actor)))
  if (!found) throw notFound()
  return found
}

/**
 * Locks an own photo for a change until the caller's transaction ends.
 * @param tx a transaction
 * @returns the row (trash included) and whoever changes it
 * @throws AppError unauthenticated; not_found where the actor may not see it; forbidden where it is visible but not own
 */
export async function lockOwnPhoto(tx: Database, actor: Actor, id: string): Promise<{ photo: PhotoRow; user: Person }> {
  const user = requireUser(actor)
  const [photo] = await tx
    .select(photoRowColumns)
    .from(photos)
    .where(and(eq(photos.id, id), visibleTo(actor)))
    .for('update')
  if (!photo) throw notFound()
  if (!owns(actor, photo.ownerId)) {
    throw new AppError('forbidden', 'This photo belongs to somebody else; only its owner can change it.')
  }
  return { photo, user }
}

/**
 * An own photo, without a lock.
 * @throws AppError unauthenticated, not_found, forbidden, as `lockOwnPhoto`
 */
export async function findOwnPhoto(ctx: Context, id: string): Promise<FoundPhoto> {
  requireUser(ctx.actor)
  const found = await findVisiblePhoto(ctx, id)
  if (!owns(ctx.actor, found.photo.ownerId)) {
    throw new AppError('forbidden', 'This photo belongs to somebody else; only its owner can change it.')
  }
  return found
}
