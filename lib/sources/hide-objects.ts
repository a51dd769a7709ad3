import { and, sql } from 'drizzle-orm'
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
  if (missing.length > 0)
    await tx.delete(sourceObjects).where(sql`${sourceObjects.photoId} = any(${sql.param(missing)}::uuid[])`)
  if (there.length === 0) return
  await tx.execute(sql`
    update source_objects o set state = 'hidden', failure = null, again = false, lane = null, photo_id = null, sha256 = p.sha256
    from photos p where o.photo_id = p.id and o.source_id = p.source_id and o.key = p.source_key
      and p.id = any (${sql.param(there)}::uuid[])`)
}
