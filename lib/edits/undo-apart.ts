import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { entriesOf } from './undo-entries'

/**
 * Takes back that photos were said to be no duplicates; their groups are made anew by the job.
 * @returns how many pairs
 */
export async function undoApart(
  tx: Database,
  { undoId, part, userId }: { undoId: string; part: number; userId: string },
): Promise<number> {
  const undone = await tx.execute(sql`
    delete from not_duplicates using ${entriesOf(undoId, part)} as entry
    where owner_id = ${userId}::uuid and a = entry.before ->> 'a' and b = entry.before ->> 'b'`)
  await tx.execute(sql`
    insert into duplicate_work (owner_id, photo_id, search)
    select ${userId}::uuid, photo.id, true
    from ${entriesOf(undoId, part)} as entry, unnest(array[entry.id, (entry.before ->> 'other')::uuid]) as photo (id)`)
  return undone.rowCount ?? 0
}
