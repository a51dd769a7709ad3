import { PassThrough, type Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { ZipFile } from 'yazl'
import { downloads } from '@/db/schema/downloads'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context'
import { AppError, notFound } from '../errors'
import { describeError, logEvent } from '../log'
import { formatOf } from '../photos/media-types'
import { readOriginal } from '../photos/read-original'
import { visibleTo } from '../photos/visible'
import { EntryNames } from './entry-names'
import { DOWNLOAD_HOURS } from './request-download'

const BATCH = 200

/**
 * The zip of a download as a stream (stored, not compressed; ZIP64 where needed), one photo open at a time. What the actor may see
 * is asked again for each photo when its turn comes; what has gone meanwhile is named in a text file at the end.
 * @throws AppError not_found: unknown, expired, or another person's
 */
export async function streamDownload(ctx: Context, id: string): Promise<{ name: string; body: Readable }> {
  const [download] = await ctx.db
    .select()
    .from(downloads)
    .where(and(eq(downloads.id, id), sql`${downloads.createdAt} > now() - make_interval(hours => ${DOWNLOAD_HOURS})`))
  if (!download) throw notFound()
  const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : null
  if (download.userId !== null && download.userId !== userId) throw notFound()
  const zip = new ZipFile()
  const body = new PassThrough()
  const gone = new AbortController()
  body.once('close', () => gone.abort())
  // yazl reports a broken entry here too; `fill` already deals with it.
  zip.on('error', (error: Error) => body.destroy(error))
  zip.outputStream.pipe(body)
  fill(ctx, zip, gone.signal, download.photoIds).catch((error: unknown) => {
    if (gone.signal.aborted) return
    logEvent('error', 'download.broken', { downloadId: id, error: describeError(error) })
    body.destroy(error instanceof Error ? error : new Error('the download broke'))
  })
  return { name: `${download.name}.zip`, body }
}

async function fill(ctx: Context, zip: ZipFile, gone: AbortSignal, ids: string[]): Promise<void> {
  const names = new EntryNames()
  let missing = 0
  for (let start = 0; start < ids.length; start += BATCH) {
    for (const photo of await entriesFor(ctx, ids.slice(start, start + BATCH))) {
      if (gone.aborted) return
      if (photo === null || !(await addPhoto(ctx, zip, gone, photo, names))) missing += 1
    }
  }
  if (missing > 0) {
    const note = `${missing} of ${ids.length} photos are not in this zip: they were deleted or are no longer shared.\n`
    zip.addBuffer(Buffer.from(note), names.next('not included.txt'))
  }
  zip.end()
}

interface Entry {
  id: string
  name: string
  takenAt: Date
}

/** In the order of the ids; null for what the actor may no longer see. */
async function entriesFor(ctx: Context, ids: string[]): Promise<(Entry | null)[]> {
  const rows = await ctx.db
    .select({
      id: photos.id,
      ownerId: photos.ownerId,
      filename: photos.filename,
      title: photos.title,
      mediaType: photos.mediaType,
      takenSort: photos.takenSort,
    })
    .from(photos)
    .where(and(inArray(photos.id, ids), visibleTo(ctx.actor), isNull(photos.deletedAt)))
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => {
    const row = found.get(id)
    if (!row) return null
    const mine = ctx.actor.kind === 'user' && ctx.actor.userId === row.ownerId
    const extension = formatOf(row.mediaType)?.extension ?? 'bin'
    return {
      id,
      name: mine ? row.filename : `${row.title || 'photo'}.${extension}`,
      takenAt: new Date(`${row.takenSort.replace(' ', 'T')}Z`),
    }
  })
}

/** Whether the photo went in; false when it has gone meanwhile. Ends early when the client leaves. */
async function addPhoto(
  ctx: Context,
  zip: ZipFile,
  gone: AbortSignal,
  entry: Entry,
  names: EntryNames,
): Promise<boolean> {
  const opened = await openPhoto(ctx, entry.id)
  if (opened === null) return false
  zip.addReadStream(opened.body, names.next(entry.name), { compress: false, size: opened.bytes, mtime: entry.takenAt })
  try {
    await finished(opened.body, { signal: gone })
  } finally {
    opened.body.destroy()
  }
  return true
}

async function openPhoto(ctx: Context, id: string): Promise<{ body: Readable; bytes: number } | null> {
  try {
    const file = await readOriginal(ctx, { id })
    return await file.open()
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
