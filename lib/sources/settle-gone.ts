// What becomes of keys that a source clearly does not have any more.
import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { type SourceRow, sourceObjects } from '@/db/schema/sources'
import { cleanFilename } from '../photos/clean-filename'
import { removePhotos } from '../photos/delete-photo'
import type { Counts } from './scan-counts'

interface Follower extends Record<string, unknown> {
  id: string
  source_key: string
}

/**
 * Marks the photos of these keys as missing, unless the same picture has come under another key since: then the photo goes on there, with
 * all that belongs to it. What was never shown is forgotten.
 * @param tx a transaction
 * @param keys keys that the source has said it does not have
 * @returns counts, and the sidecars among them
 */
export async function settleGone(
  tx: Database,
  source: Pick<SourceRow, 'id'>,
  keys: string[],
): Promise<{ counts: Counts; sidecars: string[] }> {
  if (keys.length === 0) return { counts: {}, sidecars: [] }
  const rows = await tx
    .select({ key: sourceObjects.key, kind: sourceObjects.kind, state: sourceObjects.state })
    .from(sourceObjects)
    .where(
      and(eq(sourceObjects.sourceId, source.id), inArray(sourceObjects.key, keys), isNull(sourceObjects.missingAt)),
    )
    .for('update')
  const shown = await tx
    .select({ id: photos.id, sourceKey: photos.sourceKey, sha256: photos.sha256, addedAt: photos.addedAt })
    .from(photos)
    .where(and(eq(photos.sourceId, source.id), inArray(photos.sourceKey, keys), isNull(photos.missingAt)))
    .for('update')
  const kept = new Set(rows.filter(({ state }) => state === 'hidden').map(({ key }) => key))
  let moved = 0
  for (const photo of shown) {
    const follower = photo.sha256 === null ? null : await findFollower(tx, source.id, photo, keys)
    if (follower) {
      await follow(tx, source.id, photo.id, follower)
      moved += 1
    } else if (photo.sourceKey !== null) kept.add(photo.sourceKey)
  }
  const left = [...kept]
  const now = new Date()
  if (left.length > 0) {
    await tx
      .update(sourceObjects)
      .set({
        missingAt: now,
        absentScan: null,
        lane: null,
        state: sql`case when state = 'pending' then 'done' else state end`,
      })
      .where(and(eq(sourceObjects.sourceId, source.id), inArray(sourceObjects.key, left)))
    await tx
      .update(photos)
      .set({ missingAt: now, updatedAt: now })
      .where(and(eq(photos.sourceId, source.id), inArray(photos.sourceKey, left)))
  }
  const forgotten = rows.map(({ key }) => key).filter((key) => !kept.has(key))
  if (forgotten.length > 0) {
    await tx
      .delete(sourceObjects)
      .where(and(eq(sourceObjects.sourceId, source.id), inArray(sourceObjects.key, forgotten)))
  }
  const sidecars = rows.filter(({ kind }) => kind === 'sidecar').map(({ key }) => key)
  return { counts: { missing: shown.length - moved, moved }, sidecars }
}

/** The same picture, come after the last whole scan had ended (a rename is a copy and a deletion), and nobody has done anything with it yet. */
async function findFollower(
  tx: Database,
  sourceId: string,
  photo: { id: string; sha256: string | null; addedAt: Date },
  gone: string[],
): Promise<Follower | null> {
  const found = await tx.execute<Follower>(sql`
    select p.id, p.source_key from photos p join source_objects o on o.source_id = p.source_id and o.key = p.source_key
    where p.source_id = ${sourceId} and p.sha256 = ${photo.sha256} and p.id <> ${photo.id} and p.missing_at is null
      and p.deleted_at is null and p.edited = '{}' and not p.favourite and o.missing_at is null
      and p.added_at > ${photo.addedAt} and p.added_at > coalesce((
        select max(finished_at) from source_scans where source_id = ${sourceId} and status = 'done'), '-infinity')
      and not exists (select from album_photos a where a.photo_id = p.id)
      and p.source_key <> all (select k collate "C" from unnest(${sql.param(gone)}::text[]) as k)
    order by p.added_at limit 1 for update of p`)
  return found.rows[0] ?? null
}

async function follow(tx: Database, sourceId: string, photoId: string, follower: Follower): Promise<void> {
  const [doomed] = await tx.select().from(photos).where(eq(photos.id, follower.id))
  if (!doomed) return
  await removePhotos(tx, [doomed])
  await moveObject(tx, sourceId, photoId, follower.source_key)
}

/**
 * Gives a photo another key of its source; the object there becomes its own, and the one it had is forgotten by the caller.
 * @param tx a transaction
 */
export async function moveObject(tx: Database, sourceId: string, photoId: string, key: string): Promise<void> {
  const [object] = await tx
    .update(sourceObjects)
    .set({ photoId, state: 'done', failure: null, sha256: null, lane: null, attempts: 0 })
    .where(and(eq(sourceObjects.sourceId, sourceId), eq(sourceObjects.key, key)))
    .returning()
  await tx
    .delete(sourceObjects)
    .where(and(eq(sourceObjects.sourceId, sourceId), eq(sourceObjects.photoId, photoId), ne(sourceObjects.key, key)))
  await tx
    .update(photos)
    .set({
      sourceKey: key,
      filename: cleanFilename(key),
      missingAt: null,
      updatedAt: new Date(),
      ...(object ? { etag: object.etag, bytes: object.bytes } : {}),
    })
    .where(eq(photos.id, photoId))
}
