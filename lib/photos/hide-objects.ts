import { and, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sourceObjects } from '@/db/schema/sources'
import { rememberGone } from './gone-contents'

/** Deleted for ever by a person or by the trash; forgotten while it was missing; gone with its source, where what lay in the trash stays away. */
export type Removal = 'deleted' | 'forgotten' | 'disconnected'

/**
 * Takes note, before photos are removed, what a scan may bring back of them: nothing of what was deleted for ever of a source, wherever it turns
 * up; what was forgotten, or went with its source, but no wider than it was; deleted uploads for their owner alone.
 * @param tx the transaction that removes them
 */
export async function hideObjectsOf(tx: Database, ids: string[], as: Removal): Promise<void> {
  await rememberContents(tx, ids, as)
  if (as === 'deleted') await rememberGone(tx, ids)
  if (as === 'disconnected') return
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
  await tx.execute(sql`
    update source_objects o set state = 'hidden', failure = null, again = false, lane = null, photo_id = null, sha256 = p.sha256
    from photos p where o.source_id = p.source_id and o.key = p.source_key and o.state <> 'pending' and ${these}`)
  // What waits to be read is another content: it may become a photo.
  await tx
    .update(sourceObjects)
    .set({ photoId: null })
    .where(sql`${sourceObjects.photoId} = any(${sql.param(there)}::uuid[])`)
}

/** The picture wherever its file moves, and the contents it had before it was saved again. */
async function rememberContents(tx: Database, ids: string[], as: Removal): Promise<void> {
  const isForgotten = { deleted: sql`false`, forgotten: sql`true`, disconnected: sql`p.deleted_at is null` }[as]
  const kept = as === 'deleted' ? sql`true` : sql`(p.visibility = 'private' or p.deleted_at is not null)`
  await tx.execute(sql`
    insert into hidden_contents (source_id, sha256, key, forgotten, likeness)
    select distinct on (p.source_id, c.sha256, p.source_key) p.source_id, c.sha256, p.source_key, ${isForgotten},
      case when f.fields is not null then jsonb_build_object('hash', p.hash::text, 'width', p.width, 'height', p.height, 'fields',
        jsonb_build_object('takenLocal', f.fields -> 'takenLocal', 'camera', f.fields -> 'camera')) end
    from photos p cross join lateral (select coalesce(p.own_fields, p.file_fields) as fields) f
      cross join lateral (select p.sha256 union select sha256 from past_contents where photo_id = p.id) c
    where p.id = any (${sql.param(ids)}::uuid[]) and p.source_id is not null and c.sha256 is not null and ${kept}
    on conflict (source_id, sha256, key) do update set likeness = coalesce(excluded.likeness, hidden_contents.likeness),
      forgotten = hidden_contents.forgotten and excluded.forgotten`)
}

async function forgetObjectsOf(tx: Database, missing: string[]): Promise<void> {
  const linked = sql`${sourceObjects.photoId} = any(${sql.param(missing)}::uuid[])`
  await tx.delete(sourceObjects).where(and(linked, isNotNull(sourceObjects.missingAt)))
  await tx.update(sourceObjects).set({ photoId: null }).where(linked)
}
