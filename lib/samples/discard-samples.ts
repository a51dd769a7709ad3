import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { albumPhotos, albums } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { isOwn } from '../access/owners'
import { deleteEmptyAlbum } from '../albums/titled-album'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { removePhotos } from '../photos/delete-photo'
import { SAMPLE_ALBUM } from './add-samples'
import type { DiscardedSamples } from './contract'
import { isSample } from './is-sample'

/**
 * Deletes one's own sample photos for ever, also those in the trash and those that were edited, and the set's album where nothing else is in it.
 * @throws AppError unauthenticated
 */
export async function discardSamples(ctx: Context): Promise<DiscardedSamples> {
  requireUser(ctx.actor)
  return ctx.db.transaction(async (tx) => {
    const { id, objectKey, revision, status } = photos
    const doomed = await tx
      .select({ id, objectKey, revision, status })
      .from(photos)
      .where(isSample(ctx.actor))
      .orderBy(asc(photos.id))
      .for('update')
    if (doomed.length === 0) return { photos: 0, albums: 0 }
    const filled = await albumsOfSet({ ...ctx, db: tx }, doomed)
    await removePhotos(tx, doomed)
    for (const album of filled) await deleteEmptyAlbum({ ...ctx, db: tx }, album)
    const left = filled.length === 0 ? 0 : await tx.$count(albums, inArray(albums.id, filled))
    return { photos: doomed.length, albums: filled.length - left }
  })
}

/** Own albums of the set's title that hold one of the photos. */
async function albumsOfSet({ db, actor }: Context, doomed: { id: string }[]): Promise<string[]> {
  const inThem = inArray(
    albumPhotos.photoId,
    doomed.map(({ id }) => id),
  )
  const titled = and(isOwn(actor, albums.ownerId), eq(albums.title, SAMPLE_ALBUM), isNull(albums.filter))
  const rows = await (db as Database)
    .selectDistinct({ id: albums.id })
    .from(albums)
    .innerJoin(albumPhotos, eq(albumPhotos.albumId, albums.id))
    .where(and(titled, inThem))
  return rows.map(({ id }) => id)
}
