import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { guestPhotos } from '@/db/schema/shares'

/** How much visitors of a link have added that is there still, unfinished uploads included. */
export async function guestTotals(db: Database, linkId: string): Promise<{ files: number; bytes: number }> {
  const [sum] = await db
    .select({ files: sql<string>`count(*)`, bytes: sql<string>`coalesce(sum(${photos.bytes}), 0)` })
    .from(guestPhotos)
    .innerJoin(photos, eq(photos.id, guestPhotos.photoId))
    .where(eq(guestPhotos.linkId, linkId))
  return { files: Number(sum?.files ?? 0), bytes: Number(sum?.bytes ?? 0) }
}
