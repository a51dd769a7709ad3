import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** First key of the lock under which an owner's groups are changed; the second is the hash of the owner's id. */
export const LOCK_CLASS = 727_120

/**
 * Until the transaction ends nobody else changes the owner's groups. Taken before everything else that somebody may wait for: photos, albums, rows of
 * groups, the job that is queued. Whoever holds one of those must not ask for it.
 */
export async function lockGroups(tx: Database, ownerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_CLASS}, hashtext(${ownerId}))`)
}
