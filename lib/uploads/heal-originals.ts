// A photo whose original was lost gets it back from another photo of the same owner with the same content.
import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { type PhotoRow, photoRowColumns, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { extensionOf } from '../media/media-types'
import { isOneOf } from '../photos/is-one-of'
import { originalKey } from '../photos/keys'
import { isOriginalKept } from '../photos/stored-parts'
import { deleteUnlessUsed, exchangeOriginal } from './exchange-original'

type Twin = Pick<PhotoRow, 'id' | 'ownerId' | 'sha256' | 'objectKey' | 'bytes' | 'etag' | 'mediaType'>

/**
 * Heals the photos of an owner that have one of these contents, the trash included: those whose original is missing from the store or changed
 * there get a copy of one that lies there whole, with all their edits and albums.
 * @param arrived uploads that are in and not photos yet: theirs are taken, too
 * @returns how many were healed
 * @throws AppError unavailable when the store cannot be asked
 */
export async function healContents(
  ctx: Context,
  ownerId: string,
  hashes: string[],
  arrived: Twin[] = [],
): Promise<number> {
  if (hashes.length === 0) return 0
  return healAmong(ctx, and(eq(photos.ownerId, ownerId), inArray(photos.sha256, hashes)), arrived)
}

/** The job for photos that came back from the trash or got a file: what the store has lost of one another may hold. */
export async function healPhotos(ctx: Context, { photoIds }: { photoIds: string[] }): Promise<void> {
  const wanted = await ctx.db
    .select({ ownerId: photos.ownerId, sha256: photos.sha256 })
    .from(photos)
    .where(and(isOneOf(photoIds), isNull(photos.sourceId)))
  for (const [ownerId, rows] of groupedBy(wanted, (row) => row.ownerId)) {
    const hashes = new Set(rows.flatMap(({ sha256 }) => sha256 ?? []))
    await healContents(ctx, ownerId, [...hashes])
  }
}

async function healAmong(ctx: Context, among: SQL | undefined, arrived: Twin[]): Promise<number> {
  const { id, ownerId, sha256, objectKey, bytes, etag, mediaType } = photos
  const ours = and(among, isNull(photos.sourceId), inArray(photos.status, ['processing', 'ready', 'failed']))
  const found = await ctx.db
    .select({ id, ownerId, sha256, objectKey, bytes, etag, mediaType })
    .from(photos)
    .where(
      and(
        ours,
        sql`exists (select from photos other where other.owner_id = ${photos.ownerId} and other.sha256 = ${photos.sha256}
          and other.id <> ${photos.id} and other.source_id is null)`,
      ),
    )
    .orderBy(asc(photos.id))
  let healed = 0
  for (const [, twins] of groupedBy(found, (twin) => twin.sha256)) {
    const whole = arrived.find(({ sha256 }) => sha256 === twins[0]?.sha256)
    healed += await healTwins(ctx, twins, whole)
  }
  return healed
}

async function healTwins(ctx: Context, twins: Twin[], arrived: Twin | undefined): Promise<number> {
  let whole = arrived
  const lost: Twin[] = []
  for (const twin of twins) {
    if (!(await isOriginalKept(ctx, twin))) lost.push(twin)
    else if (twin.etag !== null) whole ??= twin
  }
  if (!whole) return 0
  let healed = 0
  for (const twin of lost) if (await healFrom(ctx, whole, twin)) healed += 1
  return healed
}

/** @returns false where either has changed meanwhile */
async function healFrom(ctx: Context, whole: Twin, lost: Twin): Promise<boolean> {
  const { bytes, mediaType, sha256 } = whole
  const key = originalKey(lost.id, extensionOf(mediaType))
  await deleteUnlessUsed(ctx, key)
  const copied = await ctx.store.copy(whole.objectKey, key, whole.etag ?? '').catch(unlessUnavailable)
  if (copied === null) return false
  return ctx.db.transaction(async (tx) => {
    const same = and(eq(photos.id, lost.id), eq(photos.objectKey, lost.objectKey), eq(photos.sha256, sha256 as string))
    const [photo] = await tx.select(photoRowColumns).from(photos).where(same).for('update')
    if (!photo) return false
    await exchangeOriginal(tx, photo, { objectKey: key, mediaType, etag: copied.etag, bytes, sha256: sha256 as string })
    return true
  })
}

function groupedBy<T, K>(rows: T[], key: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}

function unlessUnavailable(error: unknown): null {
  if (error instanceof AppError && (error.code === 'not_found' || error.code === 'conflict')) return null
  throw error
}
