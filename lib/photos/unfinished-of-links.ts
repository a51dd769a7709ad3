import { and, eq, inArray, type SQL } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photoRowColumns, photos } from '@/db/schema/photos'
import { guestPhotos, shareLinks } from '@/db/schema/shares'
import { removePhotos } from './delete-photo'

/**
 * Removes what visitors of links that end have begun to add: nobody can finish it any more. What they have finished stays. Who is just announcing
 * something waits for the lock, or comes first and is found.
 * @param tx a transaction, in which the links are locked until its end
 * @param ending which links, as a condition on `share_links`
 */
export async function removeUnfinishedOfLinks(tx: Database, ending: SQL): Promise<void> {
  const links = await tx.select({ id: shareLinks.id }).from(shareLinks).where(ending).for('update')
  if (links.length === 0) return
  const ofLinks = inArray(
    guestPhotos.linkId,
    links.map(({ id }) => id),
  )
  const theirs = tx.select({ id: guestPhotos.photoId }).from(guestPhotos).where(ofLinks)
  const unfinished = and(eq(photos.status, 'uploading'), inArray(photos.id, theirs))
  await removePhotos(tx, await tx.select(photoRowColumns).from(photos).where(unfinished).for('update'))
}
