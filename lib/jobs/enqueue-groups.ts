import type { Database } from '@/db/client'
import { enqueue } from './enqueue'

/**
 * Has the groups of an owner's duplicates brought up to date. However many photos arrive, one such job waits for each owner: it works off all that
 * has changed by then. An owner's jobs run one after the other, and nobody waits for another owner's.
 */
export function enqueueGroups(tx: Database, ownerId: string): Promise<void> {
  const options = { jobKey: `duplicates.keep:${ownerId}`, queue: `duplicates:${ownerId}`, priority: 20 }
  return enqueue(tx, 'duplicates.keep', { ownerId }, options)
}
