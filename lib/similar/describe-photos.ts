import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import type { DecoderPool } from '../imaging/decoder/decoder-pool'
import { enqueue } from '../jobs/enqueue'
import { describeError, logEvent } from '../log'
import { renditionKey } from '../photos/keys'

interface DescribeTools {
  decoder: Pick<DecoderPool, 'decode'>
  /** The worker must end: what is left is for the next run. */
  signal: AbortSignal
}

const BATCH = 100
/** Behind everything that somebody waits for; of what it has drawn anew there may be very much. */
const PRIORITY = 30
/** Then others have their turn. */
const LONGEST_MS = 20_000

type Undescribed = { id: string; ownerId: string; revision: number }

/**
 * Gives finished photos that have no finer fingerprint both of them, from their small rendition: the original is not read. A hash that is
 * there stays. What has one is not looked at again, so it may be broken off anywhere; the rest is left to a job behind this one.
 * @throws AppError unavailable when the store is away: the job runs again
 */
export async function describePhotos(
  ctx: Context,
  { after }: { after?: string | undefined },
  tools: DescribeTools,
): Promise<void> {
  const until = performance.now() + LONGEST_MS
  let last = after
  for (;;) {
    const batch = await undescribed(ctx, last)
    for (const photo of batch) {
      if (tools.signal.aborted || performance.now() > until) return describeSoon(ctx.db, last)
      await describePhoto(ctx, photo, tools)
      last = photo.id
    }
    if (batch.length < BATCH) return
  }
}

function undescribed({ db }: Context, after: string | undefined): Promise<Undescribed[]> {
  const { id, ownerId, revision } = photos
  // As the partial index says it.
  const without = and(sql`status = 'ready'`, isNull(photos.detail), after === undefined ? undefined : gt(id, after))
  return db.select({ id, ownerId, revision }).from(photos).where(without).orderBy(asc(id)).limit(BATCH)
}

/** Queues the job; one waits at a time. @param last those behind it only */
export function describeSoon(db: Database, last?: string): Promise<void> {
  const options = { jobKey: 'photos.describe', queue: 'photos.describe', priority: PRIORITY }
  return enqueue(db, 'photos.describe', last === undefined ? {} : { after: last }, options)
}

async function describePhoto(
  ctx: Context,
  { id, ownerId, revision }: Undescribed,
  { decoder }: DescribeTools,
): Promise<void> {
  try {
    const { body, bytes } = await ctx.store.get(renditionKey(id, revision, 'thumb'))
    const { hash, detail } = await decoder.decode({ body, bytes, ownerId, filename: '' })
    const still = and(eq(photos.id, id), eq(photos.revision, revision), isNull(photos.detail))
    await ctx.db
      .update(photos)
      .set({ detail, hash: sql`coalesce(${photos.hash}, ${hash}::bit(128))` })
      .where(still)
  } catch (error) {
    // Drawn anew, it gets its fingerprint too.
    if (error instanceof AppError && error.code === 'not_found')
      return enqueue(ctx.db, 'photo.redraw', { photoId: id }, { jobKey: `photo.redraw:${id}`, priority: PRIORITY })
    if (!(error instanceof DecodeFailure)) throw error
    logEvent('warn', 'photo.describe', { photoId: id, error: describeError(error) })
  }
}
