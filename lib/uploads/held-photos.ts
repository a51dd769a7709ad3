// Which of the contents somebody offers their library already holds, as far as the store itself confirms it.

import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { eachAtOnce } from '../each-at-once'
import { isDrawn, isOriginalKept } from '../photos/stored-parts'

/** Questions to the store at a time. */
const AT_ONCE = 16

type Held = Pick<PhotoRow, 'id' | 'sha256' | 'status' | 'objectKey' | 'bytes' | 'etag' | 'revision' | 'visibility'>

/** A photo of the owner with an offered content. */
export interface HeldPhoto {
  id: string
  objectKey: string
  bytes: number
  visibility: PhotoRow['visibility']
  /**
   * `kept`: its original lies in the store as it was written. `lost`: it is missing or changed there, or the photo failed: the
   * bytes are worth having.
   */
  original: 'kept' | 'lost'
  /** What is shown of it is missing from the store. */
  bare: boolean
}

/**
 * Own photos by SHA-256, one for each content. Only what stays however long the person thinks it does: originals in our own
 * store, not those of sources, nothing in the trash, nothing unfinished.
 * @throws AppError unavailable when the store cannot be asked: then nobody knows
 */
export async function heldPhotos(ctx: Context, ownerId: string, hashes: string[]): Promise<Map<string, HeldPhoto>> {
  if (hashes.length === 0) return new Map()
  const { id, sha256, status, objectKey, bytes, etag, revision, visibility } = photos
  const found = await ctx.db
    .select({ id, sha256, status, objectKey, bytes, etag, revision, visibility })
    .from(photos)
    .where(
      and(
        eq(photos.ownerId, ownerId),
        inArray(photos.sha256, hashes),
        inArray(photos.status, ['processing', 'ready', 'failed']),
        isNull(photos.deletedAt),
        isNull(photos.sourceId),
      ),
    )
    .orderBy(sql`${photos.status} = 'failed'`, asc(photos.id))
  const held = new Map<string, HeldPhoto>()
  for (const { photo, seen } of await lookAtAll(ctx, found)) {
    const before = held.get(photo.sha256 as string)
    if (!before || (before.original === 'lost' && seen.original === 'kept')) held.set(photo.sha256 as string, seen)
  }
  return held
}

/** Locks the photos of a look that are still what they were. @param tx a transaction */
export async function stillHeld(tx: Database, held: Map<string, HeldPhoto>): Promise<Map<string, HeldPhoto>> {
  if (held.size === 0) return held
  const ids = [...held.values()].map(({ id }) => id)
  const rows = await tx
    .select({ id: photos.id, objectKey: photos.objectKey })
    .from(photos)
    .where(and(inArray(photos.id, ids), isNull(photos.deletedAt)))
    .orderBy(asc(photos.id))
    .for('update')
  const keys = new Map(rows.map((row) => [row.id, row.objectKey]))
  return new Map([...held].filter(([, { id, objectKey }]) => keys.get(id) === objectKey))
}

async function lookAtAll(ctx: Context, found: Held[]): Promise<{ photo: Held; seen: HeldPhoto }[]> {
  const seen: HeldPhoto[] = []
  await eachAtOnce(found.entries(), AT_ONCE, async ([index, photo]) => {
    seen[index] = await lookAt(ctx, photo)
  })
  return found.map((photo, index) => ({ photo, seen: seen[index] as HeldPhoto }))
}

async function lookAt(ctx: Context, photo: Held): Promise<HeldPhoto> {
  const { id, objectKey, bytes, status, visibility } = photo
  const kept = status !== 'failed' && (await isOriginalKept(ctx, photo))
  const bare = kept && status === 'ready' && !(await isDrawn(ctx, photo))
  return { id, objectKey, bytes, visibility, original: kept ? 'kept' : 'lost', bare }
}
