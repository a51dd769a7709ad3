import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'

/** Notes on photos whose content their owner has in an older photo that they are copies of it. @param tx the transaction that brought them */
export async function markCopies(tx: Database, ids: string[]): Promise<void> {
  await tx.execute(sql`
    update ${photos} set copy_of = first.id
    from photos made cross join lateral (
      select older.id from photos older
      where older.owner_id = made.owner_id and older.sha256 = made.sha256 and (older.added_at, older.id) < (made.added_at, made.id)
        and older.deleted_at is null and older.status in ('processing', 'ready')
      -- One that is going at this moment, with its source, is passed over.
      order by older.added_at, older.id limit 1 for key share skip locked
    ) first
    where photos.id = made.id and made.id = any(${sql.param(ids)}::uuid[]) and made.copy_of is null`)
}
