import { and, eq, inArray, isNull } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import type { Place } from '../photos/contract'
import { publishPhotos } from '../photos/events'
import { columnsOfPlace } from '../photos/file-columns'

/** Turns coordinates (degrees) into names; null on the open sea. */
export type Locate = (latitude: number, longitude: number) => Promise<Place | null>

/**
 * Fills in the places of photos whose location a person has set, unless they have set the place too. Run by the
 * worker: the table of places is too big for the web process.
 */
export async function locatePhotos(
  ctx: Context,
  input: { photoIds: string[] },
  tools: { locate: Locate },
): Promise<void> {
  const rows = await ctx.db
    .select({ id: photos.id, latitude: photos.latitude, longitude: photos.longitude, edited: photos.edited })
    .from(photos)
    .where(inArray(photos.id, input.photoIds))
  for (const { id, latitude, longitude, edited } of rows) {
    if (edited.includes('place')) continue
    const place = latitude === null || longitude === null ? null : await tools.locate(latitude, longitude)
    // Only if the photo is still there: another edit has its own job.
    const still = latitude === null ? isNull(photos.latitude) : eq(photos.latitude, latitude)
    await ctx.db.transaction(async (tx) => {
      const named = await tx
        .update(photos)
        .set(columnsOfPlace(place))
        .where(and(eq(photos.id, id), still))
        .returning({ id: photos.id, status: photos.status, ownerId: photos.ownerId })
      for (const photo of named) await publishPhotos(tx, photo.ownerId, [photo], 'placed')
    })
  }
}
