import type { Database } from '@/db/client'
import { enqueue } from '../jobs/enqueue'

/** Few at a time: each is seen as soon as it is drawn, and several workers share the rest. */
const PER_JOB = 20

/**
 * Has the renditions of photos follow their turns (`turnPhotos`); of those that show them already nothing is done.
 * @param tx the transaction that turned them
 */
export async function turnLater(tx: Database, photoIds: string[]): Promise<void> {
  // Somebody looks at a few; a whole library waits behind them.
  const priority = photoIds.length > PER_JOB ? 5 : 0
  for (let start = 0; start < photoIds.length; start += PER_JOB) {
    await enqueue(tx, 'photos.turn', { photoIds: photoIds.slice(start, start + PER_JOB) }, { priority })
  }
}
