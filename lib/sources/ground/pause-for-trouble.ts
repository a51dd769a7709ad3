import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type SourceRow, sourceScans } from '@/db/schema/sources'
import { describeError, logEvent } from '../../log'
import type { SourceTrouble } from '../../storage/readers/trouble'
import { publishScan } from './publish-scan'
import { wakeScan } from './scan-jobs'

/** Seconds to wait, longer with every pause in a row. */
const WAITS = {
  away: [5, 10, 20, 60, 120, 300, 900],
  refused: [60, 300, 900, 3600],
  lost: [60, 300, 900, 3600],
}

/**
 * Pauses the scan of a source that cannot be read just now, with the reason; it goes on by itself. Nothing is thrown away.
 * @returns when it goes on; null when there is no scan that runs
 */
export async function pauseForTrouble(
  db: Database,
  source: Pick<SourceRow, 'id' | 'ownerId'>,
  trouble: SourceTrouble,
): Promise<Date | null> {
  return db.transaction(async (tx) => {
    const [scan] = await tx
      .select()
      .from(sourceScans)
      .where(and(eq(sourceScans.sourceId, source.id), inArray(sourceScans.status, ['running'])))
      .for('update')
    if (!scan) return null
    const waits = WAITS[trouble.kind]
    const seconds = Math.max(
      waits[Math.min(scan.troubles, waits.length - 1)] ?? 60,
      trouble.kind === 'away' ? Math.min(trouble.retryAfterSeconds ?? 0, 3600) : 0,
    )
    const resumeAt = new Date(Date.now() + seconds * 1000)
    const [paused] = await tx
      .update(sourceScans)
      .set({
        status: 'paused',
        reason: trouble.message,
        resumeAt,
        asksGone: trouble.asksGone,
        // What was said of the source as it was then says nothing of it later.
        goneAccepted: [],
        troubles: sql`least(${sourceScans.troubles} + 1, 1000)`,
      })
      .where(eq(sourceScans.id, scan.id))
      .returning()
    await wakeScan(tx, source.id, resumeAt)
    if (paused) await publishScan(tx, source, paused)
    logEvent('warn', 'source.trouble', { sourceId: source.id, kind: trouble.kind, error: describeError(trouble.cause) })
    return resumeAt
  })
}
