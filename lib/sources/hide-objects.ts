import { and, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sourceObjects } from '@/db/schema/sources'

/**
 * Takes note, before photos of sources are removed, that no scan brings them back. What is missing there is simply forgotten.
 * @param tx the transaction that removes them
 */
export async function hideObjectsOf(tx: Database, ids: string[]): Promise<void> {
  const of = and(sql`${photos.id} = any(${sql.param(ids)}::uuid[])`, sql`${photos.sourceId} is not null`)
  const rows = await tx
    .select({ id: photos.id, missing: sql<boolean>`${photos.missingAt} is not null` })
    .from(photos)
    .where(of)
  const missing = rows.filter((row) => row.missing).map(({ id }) => id)
  const there = rows.filter((row) => !row.missing).map(({ id }) => id)
  if (missing.length > 0) await forgetObjectsOf(tx, missing)
  if (there.length === 0) return
  const these = sql`p.id = any (${sql.param(there)}::uuid[])`
  // The picture stays away wherever its file moves, and so do the contents it had before it was saved again.
  await tx.execute(sql`
    insert into hidden_contents (source_id, sha256)
    select p.source_id, p.sha256 from photos p where ${these} and p.sha256 is not null
    union select p.source_id, c.sha256 from photos p join past_contents c on c.photo_id = p.id where ${these}
    on conflict do nothing`)
  await tx.execute(sql`
    update source_objects o set state = 'hidden', failure = null, again = false, lane = null, photo_id = null, sha256 = p.sha256
    from photos p where o.source_id = p.source_id and o.key = p.source_key and o.state <> 'pending' and ${these}`)
  // What waits to be read is another content: it may become a photo.
  await tx
    .update(sourceObjects)
    .set({ photoId: null })
    .where(sql`${sourceObjects.photoId} = any(${sql.param(there)}::uuid[])`)
}

async function forgetObjectsOf(tx: Database, missing: string[]): Promise<void> {
  const linked = sql`${sourceObjects.photoId} = any(${sql.param(missing)}::uuid[])`
  await tx.delete(sourceObjects).where(and(linked, isNotNull(sourceObjects.missingAt)))
  await tx.update(sourceObjects).set({ photoId: null }).where(linked)
}
