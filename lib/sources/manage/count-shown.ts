import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** What is counted of one source, for its owner and for administrators. */
export interface Shown {
  /** Photos that are shown. */
  photos: number
  /** Photos whose files are not there any more. */
  missing: number
  /** Objects that could not be read. */
  failed: number
}

const NOTHING: Shown = { photos: 0, missing: 0, failed: 0 }

/** Counts photos and failures of some sources, in one statement. @returns a count for each, also where there is nothing */
export async function countShown(db: Database, ids: string[]): Promise<(id: string) => Shown> {
  const { rows } =
    ids.length === 0
      ? { rows: [] }
      : await db.execute<Record<keyof Shown | 'id', string>>(sql`
          select source.id, shown.photos, shown.missing, unread.failed
          from unnest(${sql.param(ids)}::uuid[]) as source (id),
            lateral (
              select count(*) filter (where status = 'ready' and missing_at is null) as photos, count(*) filter (where missing_at is not null) as missing
              from photos where source_id = source.id and deleted_at is null
            ) shown,
            lateral (select count(*) as failed from source_objects where source_id = source.id and state = 'failed') unread`)
  const counts = new Map(
    rows.map(({ id, photos, missing, failed }) => [
      id,
      { photos: Number(photos), missing: Number(missing), failed: Number(failed) },
    ]),
  )
  return (id) => counts.get(id) ?? NOTHING
}
