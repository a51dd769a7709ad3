import { and, eq, type SQL, sql } from 'drizzle-orm'
import { type PhotoRow, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { enqueue } from '../jobs/enqueue'
import type { Photo } from '../photos/contract'
import type { UpdatePhoto } from '../photos/edit-contract'
import { publishPhotos } from '../photos/events'
import { columnsOfPlace } from '../photos/file-columns'
import { lockOwnPhoto } from '../photos/find'
import { getPhoto } from '../photos/get-photo'
import { turnLater } from '../photos/turn-later'
import { isDifferent } from './batch-assignments'
import { editColumns } from './edit-columns'

/**
 * Edits an own photo. The file is never written; what is set here survives processing and can be reset to what the file
 * says. The place that follows from a new location comes a moment later, from the worker.
 * What is so already is no change, and nobody is told.
 * @throws AppError unauthenticated, not_found, forbidden; invalid
 */
export async function updatePhoto(ctx: Context, input: { id: string; patch: UpdatePhoto }): Promise<Photo> {
  return ctx.db.transaction(async (tx) => {
    const { photo } = await lockOwnPhoto(tx, ctx.actor, input.id)
    if (Object.keys(input.patch).length > 0) {
      const { columns, relocate } = editColumns(photo, input.patch)
      const emptied = relocate ? columnsOfPlace(null) : {}
      const changed = await tx
        .update(photos)
        .set({ ...columns, ...emptied, updatedAt: new Date() })
        .where(and(eq(photos.id, photo.id), isDifferent(asSql(columns))))
        .returning({ id: photos.id, status: photos.status })
      await publishPhotos(tx, photo.ownerId, changed, relocate ? 'moved' : 'changed')
      if (columns.turn !== undefined)
        await turnLater(
          tx,
          changed.map(({ id }) => id),
        )
      if (relocate && changed.length > 0) await enqueue(tx, 'photo.locate', { photoIds: [photo.id] })
    }
    return getPhoto({ ...ctx, db: tx }, { id: photo.id })
  })
}

function asSql(columns: Partial<PhotoRow>): Record<string, SQL> {
  const values = Object.entries(columns).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    values.map(([name, value]) => [name, sql`${sql.param(value, photos[name as keyof PhotoRow])}`]),
  )
}
