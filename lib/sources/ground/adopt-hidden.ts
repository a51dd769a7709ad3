import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { hiddenContents, type SourceRow, sources } from '@/db/schema/sources'

type Placed = Pick<SourceRow, 'id' | 'ownerId' | 'kind' | 'endpoint' | 'bucket' | 'path'>

/**
 * A bucket or folder that is connected again goes on with what its owner had removed from it, or kept private, when it was disconnected.
 * @param tx a transaction
 * @param source one that is connected
 */
export async function adoptHidden(tx: Database, source: Placed): Promise<void> {
  const before = tx
    .select({ id: sources.id })
    .from(sources)
    .where(and(isPlace(source), isNotNull(sources.deletedAt)))
  await tx.execute(sql`
    insert into hidden_contents (source_id, sha256, key, forgotten, likeness)
    select distinct on (sha256, key) ${source.id}::uuid, sha256, key, forgotten, likeness from hidden_contents
    where source_id in (${before}) order by sha256, key, forgotten
    on conflict (source_id, sha256, key) do update set likeness = coalesce(hidden_contents.likeness, excluded.likeness),
      forgotten = hidden_contents.forgotten and excluded.forgotten`)
  await tx.delete(hiddenContents).where(sql`${hiddenContents.sourceId} in (${before})`)
}

/** The sources of one owner that were, or are, the same bucket or folder. */
export function isPlace({ ownerId, kind, endpoint, bucket, path }: Omit<Placed, 'id'>) {
  const place = sql`(${sources.endpoint}, ${sources.bucket}, ${sources.path})`
  const isSame = sql`${place} is not distinct from (${endpoint}::text, ${bucket}::text, ${path}::text)`
  return and(eq(sources.ownerId, ownerId), eq(sources.kind, kind), isSame)
}
