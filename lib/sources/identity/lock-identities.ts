import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/**
 * Waits until nobody else changes which photo of this owner's sources is which. First in every transaction that gives photos other keys or
 * other contents, or marks them as missing: readers of a source, its scan and events decide one after another.
 * @param tx a transaction
 */
export async function lockIdentities(tx: Database, ownerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`identities:${ownerId}`}, 0))`)
}
