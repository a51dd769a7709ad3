import { and, asc } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { isOneOf } from '../photos/is-one-of'
import { isGrouped } from './find-group'
import type { Mergeable } from './merge-into'

/**
 * Locks photos of own groups until the transaction ends, in the order in which every batch locks its photos. What went meanwhile is left out.
 * Who puts them into an album meanwhile does not wait: that lock is taken the other way round, the album first.
 */
export async function lockMembers(ctx: Context, ids: string[]): Promise<Mergeable[]> {
  const { id, visibility, title, description, tags, favourite, rating, sha256, latitude, longitude, addedAt } = photos
  return ctx.db
    .select({ id, visibility, title, description, tags, favourite, rating, sha256, latitude, longitude, addedAt })
    .from(photos)
    .where(and(isOneOf(ids), isGrouped(ctx)))
    .orderBy(asc(id))
    .for('no key update')
}
