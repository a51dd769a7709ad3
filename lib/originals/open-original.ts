import { and, eq, isNull } from 'drizzle-orm'
import type { PhotoRow } from '@/db/schema/photos'
import { type SourceRow, sources } from '@/db/schema/sources'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { openReader } from '../sources/ground/open-reader'
import { lookAt } from '../sources/objects/look-at'
import type { ByteRange, StoredObject } from '../storage/object-store'
import type { SourceReader } from '../storage/readers/reader'
import { ObjectChanged } from '../storage/readers/trouble'

export type OriginalOf = Pick<PhotoRow, 'objectKey' | 'sourceId' | 'sourceKey' | 'etag' | 'missingAt'>

const MOST_OPEN = 50
const GONE = 'The source does not have this file any more.'
const readers = new Map<string, { of: number; reader: SourceReader }>()

export interface OpenOptions {
  range?: ByteRange | undefined
  /** Take a file that has changed in its source since it was read, as it is now: only ever for its owner. */
  changed?: boolean | undefined
}

/**
 * The original of a photo, from our own store or from its source.
 * @throws AppError not_found when the source does not have it any more; unavailable when it cannot be read now; `ObjectChanged` when it has
 *   changed and is read anew
 */
export async function openOriginal(
  ctx: Context,
  photo: OriginalOf,
  { range, changed }: OpenOptions = {},
): Promise<StoredObject> {
  if (photo.sourceId === null || photo.sourceKey === null) return ctx.store.get(photo.objectKey, range)
  const { sourceId, sourceKey } = photo
  // Under the key of a photo that is missing another picture may lie.
  if (photo.missingAt !== null) {
    await lookAt(ctx, { sourceId, keys: [sourceKey] })
    throw new AppError('not_found', GONE)
  }
  const reader = await readerOf(ctx, sourceId)
  const ifMatch = photo.etag === null ? {} : { ifMatch: photo.etag }
  try {
    return await getFrom(reader, sourceKey, { ...(range ? { range } : {}), ...ifMatch })
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'not_found' && error.code !== 'conflict')) throw error
    await lookAt(ctx, { sourceId, keys: [sourceKey] })
    if (error.code === 'not_found') throw new AppError('not_found', GONE)
    if (changed) return getFrom(reader, sourceKey, range ? { range } : {})
    throw new ObjectChanged(error)
  }
}

async function getFrom(
  reader: SourceReader,
  key: string,
  options: Parameters<SourceReader['get']>[1],
): Promise<StoredObject> {
  const { body, bytes, etag, modifiedAt } = await reader.get(key, options)
  return { body, bytes, etag, modifiedAt, contentType: null }
}

/** An address at the source itself from which a browser gets the original; null where browsers cannot reach it. */
export async function signOriginal(
  ctx: Context,
  photo: OriginalOf,
  disposition: string,
  mediaType: string,
): Promise<string | null> {
  if (photo.sourceId === null || photo.sourceKey === null || photo.missingAt !== null) return null
  return (await readerOf(ctx, photo.sourceId)).sign(photo.sourceKey, disposition, mediaType)
}

/** Readers keep their connections, so they are kept for some time; a source that was changed gets a new one. */
async function readerOf(ctx: Context, sourceId: string): Promise<SourceReader> {
  const [source] = await ctx.db
    .select()
    .from(sources)
    .where(and(eq(sources.id, sourceId), isNull(sources.deletedAt)))
  if (!source) throw notFound()
  const kept = readers.get(sourceId)
  if (kept?.of === source.updatedAt.getTime()) return kept.reader
  return keep(source, await openReader(ctx.db, source))
}

function keep(source: SourceRow, reader: SourceReader): SourceReader {
  const [oldest] = readers.keys()
  if (oldest !== undefined && readers.size >= MOST_OPEN) drop(oldest)
  drop(source.id)
  readers.set(source.id, { of: source.updatedAt.getTime(), reader })
  return reader
}

/** What is being sent just now is sent to its end. */
function drop(sourceId: string): void {
  const kept = readers.get(sourceId)
  readers.delete(sourceId)
  if (kept) setTimeout(() => kept.reader.close(), 600_000).unref()
}
