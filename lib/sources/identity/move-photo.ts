// Photos of sources change their keys, or become missing; what a person gave them goes with them.
import { and, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photoRowColumns, photos } from '@/db/schema/photos'
import { sourceObjects } from '@/db/schema/sources'
import type { Locate } from '../../ingest/locate-photos'
import { cleanFilename } from '../../media/clean-filename'
import { removeObjectsOf } from '../../photos/delete-photo'
import { publishPhotos } from '../../photos/events'
import { applySidecarsToPhoto } from '../sidecars/apply-sidecars'

export type Leaving = Pick<PhotoRow, 'id' | 'ownerId' | 'sha256' | 'addedAt' | 'sourceKey' | 'visibility'> & {
  sourceId: string
}

/**
 * A photo whose key no longer holds its content: where the same picture has come under another key since (a rename is a copy and a deletion),
 * it goes on there; else it is missing.
 * @param tx a transaction that holds the identities of the owner
 * @param gone keys of its source at which nothing can go on
 * @returns what became of it
 */
export async function letGo(
  tx: Database,
  photo: Leaving,
  gone: string[],
  locate: Locate,
): Promise<'moved' | 'missing'> {
  const follower = photo.sha256 === null ? null : await findFollower(tx, photo, gone)
  if (follower === null) {
    const now = new Date()
    const { id, status } = photos
    const set = { missingAt: now, updatedAt: now }
    const left = await tx.update(photos).set(set).where(eq(photos.id, photo.id)).returning({ id, status })
    await publishPhotos(tx, photo.ownerId, left, 'changed')
    return 'missing'
  }
  const [doomed] = await tx.delete(photos).where(eq(photos.id, follower.id)).returning(photoRowColumns)
  if (doomed) {
    await removeObjectsOf(tx, [doomed])
    await publishPhotos(tx, photo.ownerId, [doomed], 'deleted')
  }
  await movePhoto(tx, photo.id, { sourceId: follower.source_id, key: follower.source_key }, locate)
  return 'moved'
}

interface Follower extends Record<string, unknown> {
  id: string
  source_id: string
  source_key: string
}

/**
 * The same picture in any source of the owner, come after the last whole scan had ended, and nobody has done anything with it yet. One that others
 * see less of is none where it is so by its owner's hand: it differs from what its source shows, or was changed since it came.
 */
async function findFollower(tx: Database, photo: Leaving, gone: string[]): Promise<Follower | null> {
  const found = await tx.execute<Follower>(sql`
    select p.id, p.source_id, p.source_key
    from photos p join source_objects o on o.source_id = p.source_id and o.key = p.source_key
      join sources s on s.id = p.source_id and s.deleted_at is null
    where p.owner_id = ${photo.ownerId} and p.sha256 = ${photo.sha256} and p.id <> ${photo.id} and p.missing_at is null
      and p.status = 'ready' and p.deleted_at is null and p.edited = '{}' and not p.favourite and not p.archived
      and (${photo.visibility} = 'private' or p.visibility = ${photo.visibility} or (p.visibility = s.visibility and p.updated_at = p.added_at))
      and o.missing_at is null and o.absent_scan is null and o.state = 'done'
      and p.added_at > ${photo.addedAt} and p.added_at > coalesce((
        select max(finished_at) from source_scans where source_id = ${photo.sourceId} and status = 'done'), '-infinity')
      and not exists (select from album_photos a where a.photo_id = p.id)
      and not (p.source_id = ${photo.sourceId}
        and p.source_key = any (select k collate "C" from unnest(${sql.param(gone)}::text[]) as k))
    order by p.source_id <> ${photo.sourceId}, p.added_at limit 1 for update of p`)
  return found.rows[0] ?? null
}

/**
 * Gives a photo another key, in its source or in another one of its owner. The object there becomes its own; of the one it had, only what waits
 * to be read, or cannot be, stays known.
 * @param tx a transaction that holds the identities of the owner
 */
export async function movePhoto(
  tx: Database,
  photoId: string,
  to: { sourceId: string; key: string },
  locate: Locate,
): Promise<void> {
  const there = and(eq(sourceObjects.sourceId, to.sourceId), eq(sourceObjects.key, to.key)) as SQL
  const left = and(eq(sourceObjects.photoId, photoId), sql`not (${there})`)
  await tx.delete(sourceObjects).where(and(left, isNotNull(sourceObjects.missingAt)))
  await tx
    .update(sourceObjects)
    // Whatever is listed there next differs from what is known, which is nothing.
    .set({
      photoId: null,
      formerPhotoId: photoId,
      etag: sql`case when ${sourceObjects.state} = 'done' then '' else ${sourceObjects.etag} end`,
    })
    .where(left)
  const [object] = await tx
    .update(sourceObjects)
    .set({
      photoId,
      formerPhotoId: null,
      state: 'done',
      failure: null,
      again: false,
      sha256: null,
      lane: null,
      attempts: 0,
      missingAt: null,
      absentScan: null,
    })
    .where(there)
    .returning()
  const [moved] = await tx
    .update(photos)
    .set({
      sourceId: to.sourceId,
      sourceKey: to.key,
      filename: cleanFilename(to.key),
      // Its renditions are those of this content, also where the file had become unreadable meanwhile.
      status: 'ready',
      failure: null,
      missingAt: null,
      updatedAt: new Date(),
      ...(object ? { etag: object.etag, bytes: object.bytes } : {}),
    })
    .where(eq(photos.id, photoId))
    .returning(photoRowColumns)
  if (!moved) return
  await publishPhotos(tx, moved.ownerId, [moved], 'changed')
  await applySidecarsToPhoto(tx, moved, locate)
}

/** Has whatever photo is shown from these keys, and is there no longer, let go. @returns how many are missing, and how many went on elsewhere */
export async function letGoOf(
  tx: Database,
  source: { id: string },
  keys: string[],
  locate: Locate,
): Promise<{ missing: Leaving[]; moved: number }> {
  const shown = await tx
    .select(photoRowColumns)
    .from(photos)
    .where(and(eq(photos.sourceId, source.id), inArray(photos.sourceKey, keys), isNull(photos.missingAt)))
    .orderBy(photos.id)
    .for('update')
  const missing: Leaving[] = []
  for (const photo of shown) {
    const leaving = { ...photo, sourceId: source.id }
    if ((await letGo(tx, leaving, keys, locate)) === 'missing') missing.push(leaving)
  }
  return { missing, moved: shown.length - missing.length }
}

/** Links the keys of photos that have become missing to them, so that both come back together. */
export async function linkMissing(tx: Database, missing: Leaving[]): Promise<void> {
  for (const { id, sourceId } of missing) {
    await tx.execute(sql`
      update source_objects o set photo_id = ${id} from photos p
      where p.id = ${id} and o.source_id = ${sourceId} and o.key = p.source_key and o.photo_id is distinct from p.id`)
  }
}

/** Photos other than these that were taken for copies of one that has another content now. */
export async function forgetCopiesOf(tx: Database, photoId: string): Promise<void> {
  await tx
    .update(photos)
    .set({ copyOf: null })
    .where(and(eq(photos.copyOf, photoId), ne(photos.id, photoId)))
}
