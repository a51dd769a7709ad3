import { type SQL, sql } from 'drizzle-orm'
import { batchUndoParts } from '@/db/schema/batch-undo'

/** The photos of a note's part as a table `(id, before, after)`, to be joined in the database: they may be many. */
export function entriesOf(undoId: string, part: number): SQL {
  return sql`(
    select (item ->> 'id')::uuid as id, item -> 'before' as before, item -> 'after' as after
    from ${batchUndoParts}, jsonb_array_elements(${batchUndoParts.rows}) as item
    where ${batchUndoParts.undoId} = ${undoId}::uuid and ${batchUndoParts.part} = ${part}::int)`
}
