import type { Database } from '@/db/client'
import type { ScanRow, SourceRow } from '@/db/schema/sources'
import { tellPages } from '../../photos/events'
import { recordEvent } from '../../webhooks/outbox/record-event'

/** Tells the owner of a source how its scan stands, and webhooks once it has ended. Inside a transaction it is sent exactly when that commits. */
export async function publishScan(
  db: Database,
  source: Pick<SourceRow, 'ownerId' | 'id'>,
  { id: scanId, status }: Pick<ScanRow, 'id' | 'status'>,
): Promise<void> {
  await tellPages(db, source.ownerId, [{ type: 'scan', sourceId: source.id, scanId, status }])
  if (status !== 'done' && status !== 'stopped') return
  await recordEvent(db, source.ownerId, 'source.scanned', { sourceId: source.id, scanId, status })
}
