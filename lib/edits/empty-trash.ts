import { asc, lt, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { removePhotos } from '../photos/delete-photo'
import { trimGone } from '../photos/gone-contents'
import { TRASH_DAYS } from '../photos/trash-days'

const BATCH = 200

/** Deletes for ever what has been in the trash for 30 days, and forgets the oldest of what went. Run by the worker every day. @returns how many went */
export async function emptyTrash(ctx: Context): Promise<number> {
  let gone = 0
  for (;;) {
    const batch = await emptyBatch(ctx)
    gone += batch
    if (batch < BATCH) break
  }
  await trimGone(ctx.db)
  return gone
}

async function emptyBatch(ctx: Context): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const doomed = await tx
      .select({ id: photos.id, objectKey: photos.objectKey, revision: photos.revision, status: photos.status })
      .from(photos)
      .where(lt(photos.deletedAt, sql`now() - make_interval(days => ${TRASH_DAYS})`))
      .orderBy(asc(photos.deletedAt))
      .limit(BATCH)
      .for('update', { skipLocked: true })
    await removePhotos(tx, doomed)
    return doomed.length
  })
}
