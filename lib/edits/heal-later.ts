import type { Database } from '@/db/client'
import { enqueue } from '../jobs/enqueue'

const PER_JOB = 1_000

/**
 * Has photos and their copies looked after that may have lost their originals: those that come back from the trash, where nobody noticed, and the
 * copies of one whose file has come.
 * @param tx the transaction of it
 */
export async function healLater(tx: Database, photoIds: string[]): Promise<void> {
  for (let start = 0; start < photoIds.length; start += PER_JOB) {
    await enqueue(tx, 'photo.heal', { photoIds: photoIds.slice(start, start + PER_JOB) }, { priority: 5 })
  }
}
