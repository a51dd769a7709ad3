import type { Database } from '@/db/client'
import type { DecodedPhoto } from '../imaging/decoded/decoded-photo'
import { enqueueGroups } from '../jobs/enqueue-groups'
import { publishPhotos } from '../photos/events'
import type { Revision } from '../photos/renditions'

/** A photo with the picture that was made for it. */
export interface MadePhoto extends Revision {
  ownerId: string
  decoded: DecodedPhoto
}

/**
 * What follows from each picture that was made, whatever its origin: events, rows made of it, jobs.
 * @param tx the transaction that commits the photo
 */
export async function followUp(tx: Database, { ownerId, id }: MadePhoto): Promise<void> {
  await publishPhotos(tx, ownerId, [{ id, status: 'ready' }], 'ready')
  await enqueueGroups(tx, ownerId)
}
