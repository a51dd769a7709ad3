import { and, asc, eq, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import type { SourceRow } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import { removePhotos } from '../../photos/delete-photo'
import { findOwnSource, openScanOf } from '../ground/find-source'

const BATCH = 200

/**
 * Forgets all photos of an own source that are missing there now: rows and renditions go, and should the files return, they are new (what
 * was private is so again). What a scan that has not ended found missing is not forgotten: it may yet be found under another key.
 * @returns how many went
 * @throws AppError unauthenticated, not_found
 */
export async function forgetMissing(ctx: Context, input: { sourceId: string }): Promise<number> {
  const source = await findOwnSource(ctx, input.sourceId)
  const scan = await openScanOf(ctx.db, source.id)
  return forgetOlder(ctx, source.id, scan?.startedAt ?? new Date())
}

/** Forgets what has been missing for longer than the source's owner wants to keep it. */
export async function forgetOverdue(ctx: Context, source: SourceRow): Promise<number> {
  if (source.forgetAfterDays === null) return 0
  return forgetOlder(ctx, source.id, new Date(Date.now() - source.forgetAfterDays * 86_400_000))
}

async function forgetOlder(ctx: Context, sourceId: string, before: Date): Promise<number> {
  for (let gone = 0; ; ) {
    const batch = await ctx.db.transaction((tx) => forgetBatch(tx, sourceId, before))
    gone += batch
    if (batch < BATCH) return gone
  }
}

async function forgetBatch(tx: Database, sourceId: string, before: Date): Promise<number> {
  const doomed = await tx
    .select({ id: photos.id, objectKey: photos.objectKey, revision: photos.revision, status: photos.status })
    .from(photos)
    .where(and(eq(photos.sourceId, sourceId), lt(photos.missingAt, before)))
    .orderBy(asc(photos.missingAt))
    .limit(BATCH)
    .for('update', { skipLocked: true })
  await removePhotos(tx, doomed, 'forgotten')
  return doomed.length
}
