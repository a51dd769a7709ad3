import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { guestPhotos } from '@/db/schema/shares'

/** Uploads of one account that may be announced and unfinished at a time: ten full requests. */
export const MOST_UNFINISHED = 5_000
/** The same in files of the largest size: one full request of them. */
const MOST_LARGEST = 500
/** One that is about to be swept is not begun again. */
const YOUNG_HOURS = 20

/** What visitors of a share link send is theirs to finish; the link's limits hold for it. */
const NOT_BY_GUESTS = sql`not exists (select from ${guestPhotos} where ${guestPhotos.photoId} = ${photos.id})`

/** Makes an account's requests for uploads queue until the transaction ends: each sees what the one before has reserved. */
export async function lockUploadsOf(tx: Database, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('uploads:' || ${userId}, 0))`)
}

/** How many files and bytes an account may still announce. @param largest bytes of the largest file that is taken */
export async function unfinishedRoom(
  tx: Database,
  userId: string,
  largest: number,
): Promise<{ files: number; bytes: number }> {
  const [sum] = await tx
    .select({ files: sql<string>`count(*)`, bytes: sql<string>`coalesce(sum(${photos.bytes}), 0)` })
    .from(photos)
    .where(and(eq(photos.ownerId, userId), eq(photos.status, 'uploading'), isNull(photos.copyOf), NOT_BY_GUESTS))
  return {
    files: MOST_UNFINISHED - Number(sum?.files ?? 0),
    bytes: MOST_LARGEST * largest - Number(sum?.bytes ?? 0),
  }
}

/** Unfinished uploads of an account by the SHA-256 that was announced, of one visibility. */
export async function openUploads(
  tx: Database,
  userId: string,
  visibility: 'public' | 'private',
  hashes: string[],
): Promise<Map<string, { id: string; bytes: number }>> {
  if (hashes.length === 0) return new Map()
  const rows = await tx
    .select({ id: photos.id, bytes: photos.bytes, sha256: photos.declaredSha256 })
    .from(photos)
    .where(
      and(
        eq(photos.ownerId, userId),
        eq(photos.status, 'uploading'),
        inArray(photos.declaredSha256, hashes),
        eq(photos.visibility, visibility),
        NOT_BY_GUESTS,
        gt(photos.addedAt, sql`now() - make_interval(hours => ${YOUNG_HOURS})`),
      ),
    )
  return new Map(rows.map(({ id, bytes, sha256 }) => [sha256 as string, { id, bytes }]))
}
