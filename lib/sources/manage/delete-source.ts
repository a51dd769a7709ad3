import { eq } from 'drizzle-orm'
import { sources } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { enqueue } from '../../jobs/enqueue'
import { lockOwnSource } from '../ground/find-source'

/**
 * Disconnects an own source: it is gone at once, and a job forgets its photos and index. The bucket or folder is not touched.
 * @throws AppError unauthenticated, not_found
 */
export async function deleteSource(ctx: Context, id: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockOwnSource(tx, ctx.actor, id)
    // The keys go at once: nothing is read there any more.
    await tx.update(sources).set({ deletedAt: new Date(), credentials: null }).where(eq(sources.id, id))
    await enqueue(tx, 'sources.tend', {}, { jobKey: 'sources.tend' })
  })
}
