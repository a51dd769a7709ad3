import type { Database } from '@/db/client'
import type { ScanRow, SourceRow } from '@/db/schema/sources'
import { publish } from '../../photos/events'

/** Tells the owner of a source how its scan stands. Inside a transaction it is sent exactly when that commits. */
export async function publishScan(
  db: Database,
  source: Pick<SourceRow, 'ownerId' | 'id'>,
  scan: Pick<ScanRow, 'id' | 'status'>,
): Promise<void> {
  await publish(db, source.ownerId, { type: 'scan', sourceId: source.id, scanId: scan.id, status: scan.status })
}
