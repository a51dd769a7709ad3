import { and, eq, isNull } from 'drizzle-orm'
import { albums } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { shareLinks } from '@/db/schema/shares'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { publishAlbum, publishPhotos } from '../photos/events'
import { removeUnfinishedOfLinks } from '../photos/unfinished-of-links'
import { albumFilter } from '../search/query/saved-filter'
import { selectOwn } from '../search/query/where'
import { findOwnAlbum } from './find'

/**
 * Deletes an album. Its photos stay, unless asked: then the owner's photos in it go to the trash in the same step.
 * @throws AppError unauthenticated, not_found, forbidden
 */
export async function deleteAlbum(ctx: Context, id: string, withPhotos: boolean): Promise<void> {
  const album = await findOwnAlbum(ctx, id)
  const user = requireUser(ctx.actor)
  await ctx.db.transaction(async (tx) => {
    // In the order in which guests' uploads take them: the album, its links, their photos.
    await tx.select({ id: albums.id }).from(albums).where(eq(albums.id, id)).for('update')
    await removeUnfinishedOfLinks(tx, eq(shareLinks.albumId, id))
    if (withPhotos) {
      const within = selectOwn(albumFilter(album, user.username), ctx.actor)
      const trashed = await tx
        .update(photos)
        .set({ deletedAt: new Date(), updatedAt: new Date() })
        .where(and(within, isNull(photos.deletedAt)))
        .returning({ id: photos.id, status: photos.status })
      await publishPhotos(tx, user.userId, trashed, 'trashed')
    }
    // Its members are still known.
    await publishAlbum(tx, album, 'gone')
    await tx.delete(albums).where(eq(albums.id, id))
  })
}
