import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { albumPhotos, albums } from '@/db/schema/albums'
import { AppError } from '../errors/app-error'
import { publishAlbum } from '../photos/events'
import { entriesOf } from './undo-entries'

interface AlbumPart {
  undoId: string
  part: number
  albumId: string
  userId: string
}

/** Takes out again what a batch has put into an album. @returns how many */
export async function undoAdded(tx: Database, { undoId, part, albumId, userId }: AlbumPart): Promise<number> {
  if (!(await lockAlbum(tx, albumId, userId))) return 0
  const undone = await tx.execute(sql`
    delete from ${albumPhotos} using ${entriesOf(undoId, part)} as entry
    where ${albumPhotos.albumId} = ${albumId} and ${albumPhotos.photoId} = entry.id`)
  return undone.rowCount ?? 0
}

/** Puts back what a batch has taken out of an album, where it stood. @throws AppError conflict when the album is gone */
export async function undoRemoved(tx: Database, { undoId, part, albumId, userId }: AlbumPart): Promise<number> {
  if (!(await lockAlbum(tx, albumId, userId))) {
    throw new AppError(
      'conflict',
      'The album does not exist any more, or is no longer shared with you. Nothing was undone.',
    )
  }
  const undone = await tx.execute(sql`
    insert into ${albumPhotos} (album_id, photo_id, position)
    select ${albumId}::uuid, photos.id, (entry.before ->> 'position')::float8
    from ${entriesOf(undoId, part)} as entry join photos on photos.id = entry.id and photos.owner_id = ${userId}::uuid
    on conflict do nothing`)
  return undone.rowCount ?? 0
}

/** Keeps others from changing the album meanwhile, and tells of the change. @returns false when it is not there any more */
async function lockAlbum(tx: Database, albumId: string, userId: string): Promise<boolean> {
  const adds = sql`exists (select from album_members where album_id = ${albums.id} and user_id = ${userId} and role = 'contributor')`
  const fillable = and(eq(albums.id, albumId), isNull(albums.filter), or(eq(albums.ownerId, userId), adds))
  const { id, ownerId } = albums
  const [found] = await tx.update(albums).set({ updatedAt: sql`now()` }).where(fillable).returning({ id, ownerId })
  if (!found) return false
  await publishAlbum(tx, found, 'photos')
  return true
}
