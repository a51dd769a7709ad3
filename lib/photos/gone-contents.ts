// What is remembered of uploads that were deleted for ever: that their owner wanted nobody to see them any more.
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { goneContents, photos } from '@/db/schema/photos'

/** For each owner; the oldest are forgotten first. */
export const MOST_GONE = 100_000

/**
 * Remembers the contents of uploads before their rows go, or before they get another file. What another photo of the owner still shows is not
 * remembered: that photo says who may see it.
 * @param tx the transaction that removes or exchanges them
 */
export async function rememberGone(tx: Database, ids: string[]): Promise<void> {
  const these = sql`any (${sql.param(ids)}::uuid[])`
  await tx.execute(sql`
    insert into ${goneContents} (owner_id, sha256)
    select distinct p.owner_id, p.sha256 from ${photos} p
    where p.id = ${these} and p.source_id is null and p.sha256 is not null and p.status <> 'uploading'
      and not exists (select from ${photos} other where other.owner_id = p.owner_id and other.sha256 = p.sha256
        and other.id <> all (${sql.param(ids)}::uuid[]) and other.deleted_at is null and other.status <> 'uploading')
    on conflict (owner_id, sha256) do update set gone_at = now()`)
}

/** These photos are in the library (again): from now on they say who may see their contents. @param tx the transaction that brought them */
export async function forgetGone(tx: Database, ids: string[]): Promise<void> {
  await tx.execute(sql`
    delete from ${goneContents} g using ${photos} p
    where p.id = any (${sql.param(ids)}::uuid[]) and g.owner_id = p.owner_id and g.sha256 = p.sha256`)
}

/** Whether an upload of the owner with this content was deleted for ever. */
export async function isGone(db: Database, ownerId: string, sha256: string): Promise<boolean> {
  const mine = and(eq(goneContents.ownerId, ownerId), eq(goneContents.sha256, sha256))
  return (await db.$count(goneContents, mine)) > 0
}

/** Forgets the oldest of whoever has more than may be remembered. */
export async function trimGone(db: Database, most = MOST_GONE): Promise<void> {
  await db.execute(sql`
    delete from gone_contents g using (
      select owner_id, sha256, row_number() over (partition by owner_id order by gone_at desc, sha256) as nth from gone_contents
      where owner_id in (select owner_id from gone_contents group by owner_id having count(*) > ${most}::int)
    ) old
    where old.nth > ${most}::int and g.owner_id = old.owner_id and g.sha256 = old.sha256`)
}
