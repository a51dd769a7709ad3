// An upload that was announced without its SHA-256 is known only when its bytes are in: then the same rule holds as for all others.
import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { albumPhotos } from '@/db/schema/albums'
import { type PhotoRow, photoRowColumns, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { enqueue } from '../jobs/enqueue'
import { isOneOf } from '../photos/is-one-of'
import { incomingKey } from '../photos/keys'
import { healContents } from './heal-originals'
import { heldPhotos, stillHeld } from './held-photos'

/**
 * Joins uploads that have arrived, and whose bytes nobody announced, with the photos that their owner has of them: those get back what the
 * store has lost of them, and the place in an album.
 * @throws AppError unavailable when the store cannot be asked
 */
export async function joinKnown(ctx: Context, userId: string, ids: string[]): Promise<void> {
  const arrived = await ctx.db
    .select(photoRowColumns)
    .from(photos)
    .where(and(isOneOf(ids), eq(photos.ownerId, userId), WAITING))
    .orderBy(asc(photos.id))
  const hashes = arrived.flatMap(({ sha256 }) => sha256 ?? [])
  if (hashes.length === 0) return
  await healContents(ctx, userId, hashes, arrived)
  const seen = await heldPhotos(ctx, userId, hashes)
  if (seen.size === 0) return
  await ctx.db.transaction(async (tx) => {
    const held = await stillHeld(tx, seen)
    for (const upload of arrived) {
      const known = held.get(upload.sha256 as string)
      if (known?.original === 'kept') await join(tx, upload, known.id)
    }
  })
}

/** Here, that its bytes are in, unannounced, and it is not joined yet. */
const WAITING = and(
  eq(photos.status, 'uploading'),
  isNotNull(photos.uploadedAt),
  isNotNull(photos.sha256),
  isNull(photos.declaredSha256),
  isNull(photos.copyOf),
)

async function join(tx: Database, upload: PhotoRow, knownId: string): Promise<void> {
  const joined = await tx
    .update(photos)
    .set({ copyOf: knownId, objectKey: incomingKey(upload.id), failure: null, updatedAt: new Date() })
    .where(and(eq(photos.id, upload.id), eq(photos.objectKey, upload.objectKey), WAITING))
    .returning({ id: photos.id })
  if (joined.length === 0) return
  await tx.execute(sql`
    insert into ${albumPhotos} (album_id, photo_id, position)
    select album_id, ${knownId}::uuid, position from album_photos where photo_id = ${upload.id} on conflict do nothing`)
  await tx.delete(albumPhotos).where(eq(albumPhotos.photoId, upload.id))
  await enqueue(tx, 'objects.delete', { keys: [upload.objectKey] })
}
