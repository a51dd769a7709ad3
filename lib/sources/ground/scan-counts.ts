import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type ScanRow, sourceScans } from '@/db/schema/sources'

const COUNTERS = [
  'listed',
  'added',
  'changed',
  'moved',
  'missing',
  'ready',
  'failed',
  'skipped',
  'bytesFound',
  'bytesRead',
  'requests',
] as const

/** What a step of a scan adds to its counters. */
export type Counts = Partial<Pick<ScanRow, (typeof COUNTERS)[number]>>

/**
 * Column values that add these counts; whatever is counted is progress. What is taken back may have been counted elsewhere, by an event or an
 * earlier scan: no report says less than none.
 */
export function addedCounts(counts: Counts): Record<string, SQL | number> {
  const set: Record<string, SQL | number> = { troubles: 0 }
  for (const name of COUNTERS) {
    const more = counts[name]
    if (more) set[name] = sql`greatest(${sourceScans[name]} + ${more}, 0)`
  }
  return set
}

/** Adds to the counters of a scan. Last in a transaction: all readers of a source write here. */
export async function countInScan(tx: Database, scanId: string | null, counts: Counts): Promise<void> {
  if (scanId === null) return
  await tx
    .update(sourceScans)
    .set(addedCounts(counts))
    .where(and(eq(sourceScans.id, scanId)))
}
