// What becomes of keys that a source clearly does not have any more.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type SourceRow, sourceObjects } from '@/db/schema/sources'
import type { Locate } from '../../ingest/locate-photos'
import type { Counts } from '../ground/scan-counts'
import { letGoOf, linkMissing } from '../identity/move-photo'

/**
 * Marks the photos of these keys as missing, unless the same picture has come under another key since: then the photo goes on there, with
 * all that belongs to it. What was never shown is forgotten.
 * @param tx a transaction that holds the identities of the owner
 * @param keys keys that the source has said it does not have
 * @returns counts, and the sidecars among them
 */
export async function settleGone(
  tx: Database,
  source: Pick<SourceRow, 'id'>,
  keys: string[],
  locate: Locate,
): Promise<{ counts: Counts; sidecars: string[] }> {
  if (keys.length === 0) return { counts: {}, sidecars: [] }
  const rows = await tx
    .select({ key: sourceObjects.key, kind: sourceObjects.kind, state: sourceObjects.state })
    .from(sourceObjects)
    .where(
      and(eq(sourceObjects.sourceId, source.id), inArray(sourceObjects.key, keys), isNull(sourceObjects.missingAt)),
    )
    .for('update')
  const { missing, moved } = await letGoOf(tx, source, keys, locate)
  const kept = new Set(rows.filter(({ state }) => state === 'hidden').map(({ key }) => key))
  for (const { sourceKey } of missing) if (sourceKey !== null) kept.add(sourceKey)
  if (kept.size > 0) {
    await tx
      .update(sourceObjects)
      .set({
        missingAt: new Date(),
        absentScan: null,
        lane: null,
        // What was changed and never read is another content than the photo's: should it come back, it is to be read.
        etag: sql`case when ${sourceObjects.state} = 'pending' then '' else ${sourceObjects.etag} end`,
        sha256: sql`case when ${sourceObjects.state} = 'pending' then null else ${sourceObjects.sha256} end`,
        state: sql`case when ${sourceObjects.state} = 'pending' then 'done' else ${sourceObjects.state} end`,
      })
      .where(and(eq(sourceObjects.sourceId, source.id), inArray(sourceObjects.key, [...kept])))
    await linkMissing(tx, missing)
  }
  const forgotten = rows.map(({ key }) => key).filter((key) => !kept.has(key))
  if (forgotten.length > 0) {
    await tx
      .delete(sourceObjects)
      .where(and(eq(sourceObjects.sourceId, source.id), inArray(sourceObjects.key, forgotten)))
  }
  const sidecars = rows.filter(({ kind }) => kind === 'sidecar').map(({ key }) => key)
  return { counts: { missing: missing.length, moved }, sidecars }
}
