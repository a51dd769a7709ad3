import { and, asc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { removePhotos } from '../photos/delete-photo'
import { photoOfKey } from '../photos/keys'
import { UPLOAD_HOURS } from './request-upload'

const BATCH = 200

/**
 * Sweeps what was never finished: uploads that were not completed within 24 hours or can never be, because the link by which a
 * guest came takes no photos any more, with whatever was sent for them, and objects below `incoming/` of that age that belong to
 * no unfinished upload. Run by the worker every hour.
 * @returns how many uploads and stray objects went
 */
export async function expireUploads(ctx: Context): Promise<{ uploads: number; objects: number }> {
  let uploads = 0
  for (;;) {
    const swept = await expireBatch(ctx)
    uploads += swept
    if (swept < BATCH) break
  }
  return { uploads, objects: await sweepIncoming(ctx) }
}

const OF_ENDED_LINK = sql`exists (select from guest_photos left join share_links on share_links.id = guest_photos.link_id
  where guest_photos.photo_id = ${photos.id} and (share_links.id is null or not share_links.allow_upload or share_links.expires_at <= now()))`

/** The row lock makes a completion that runs at this moment either come first (then it is kept) or find nothing. */
async function expireBatch(ctx: Context): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const old = sql`now() - make_interval(hours => ${UPLOAD_HOURS})`
    const doomed = await tx
      .select({ id: photos.id, objectKey: photos.objectKey, revision: photos.revision, status: photos.status })
      .from(photos)
      .where(and(eq(photos.status, 'uploading'), or(lt(photos.addedAt, old), OF_ENDED_LINK)))
      .orderBy(asc(photos.addedAt))
      .limit(BATCH)
      .for('update', { skipLocked: true })
    await removePhotos(tx, doomed)
    return doomed.length
  })
}

async function sweepIncoming(ctx: Context): Promise<number> {
  const before = Date.now() - UPLOAD_HOURS * 3_600_000
  let batch: string[] = []
  let deleted = 0
  for await (const object of ctx.store.list('incoming/')) {
    if (object.modifiedAt.getTime() < before) batch.push(object.key)
    if (batch.length >= BATCH) {
      deleted += await deleteStray(ctx, batch)
      batch = []
    }
  }
  return deleted + (await deleteStray(ctx, batch))
}

async function deleteStray(ctx: Context, keys: string[]): Promise<number> {
  const ids = keys.flatMap((key) => photoOfKey(key) ?? [])
  if (ids.length === 0) return 0
  const waiting = await ctx.db
    .select({ id: photos.id })
    .from(photos)
    .where(and(inArray(photos.id, ids), eq(photos.status, 'uploading')))
  const kept = new Set(waiting.map(({ id }) => id))
  const stray = keys.filter((key) => {
    const photoId = photoOfKey(key)
    return photoId !== null && !kept.has(photoId)
  })
  for (const key of stray) await ctx.store.delete(key)
  return stray.length
}
