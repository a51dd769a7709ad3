import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { processAnew } from '../ingest/attempt'
import { enqueue } from '../jobs/enqueue'
import { renditionKeys } from '../photos/keys'

const ORPHAN_MS = 3_600_000

/** Has a key's object deleted in an hour unless its photo uses it by then: nothing stays behind when this process ends in between. */
export async function deleteUnlessUsed(ctx: Context, key: string): Promise<void> {
  await enqueue(ctx.db, 'objects.delete', { keys: [key] }, { runAt: new Date(Date.now() + ORPHAN_MS) })
}

type Before = Pick<PhotoRow, 'id' | 'objectKey' | 'revision'>
export type NewOriginal = Partial<PhotoRow> &
  Pick<PhotoRow, 'objectKey' | 'mediaType' | 'etag' | 'bytes'> & { sha256: string }

/**
 * Gives a photo another original, which lies whole in the store, and has it processed anew; what lay there before is deleted.
 * Id, albums and edits stay.
 * @param tx a transaction in which the photo is locked
 */
export async function exchangeOriginal(tx: Database, photo: Before, original: NewOriginal): Promise<void> {
  const set = { ...original, revision: sql`${photos.revision} + 1`, uploadedAt: new Date() }
  await processAnew(tx, photo.id, { set })
  await enqueue(tx, 'objects.delete', { keys: [photo.objectKey, ...renditionKeys(photo)] })
}
