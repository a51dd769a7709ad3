import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type ScanNote, sourceScans } from '@/db/schema/sources'

/** Notes that a scan keeps word for word; beyond them it only counts. */
export const MOST_NOTES = 50

/**
 * Has the report of a scan name something for the owner of its source; what an event brought stands in the report of the latest scan.
 * @param tx a transaction
 */
export async function noteInScan(
  tx: Database,
  of: { sourceId: string; scanId: string | null },
  notes: ScanNote[],
): Promise<void> {
  if (notes.length === 0) return
  const latest = sql`(select id from source_scans where source_id = ${of.sourceId} order by id desc limit 1)`
  const added = JSON.stringify(notes.slice(0, MOST_NOTES))
  await tx
    .update(sourceScans)
    .set({
      noted: sql`${sourceScans.noted} + ${notes.length}`,
      notes: sql`(select coalesce(jsonb_agg(note order by at), '[]') from
        jsonb_array_elements(${sourceScans.notes} || ${added}::jsonb) with ordinality as n(note, at) where at <= ${MOST_NOTES})`,
    })
    .where(
      sql`${sourceScans.id} = coalesce(${of.scanId}::uuid, ${latest}) and ${sourceScans.sourceId} = ${of.sourceId}`,
    )
}
