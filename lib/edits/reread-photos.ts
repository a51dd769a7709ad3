import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sourceObjects, sources } from '@/db/schema/sources'
import { processAnew } from '../ingest/attempt'
import { wakeLanes } from '../sources/ground/scan-jobs'
import { readAgain } from '../sources/objects/read-again'

/** Uploads are not shown while they are read, so few are at a time. */
const CHUNK = 20

interface Reread {
  /** Those behind it only: where another run was broken off. */
  after?: string | undefined
  signal: AbortSignal
  /** Called again and again until the worker has read a chunk. */
  wait: () => Promise<void>
  onDone?: (done: { photos: number; last: string }) => void
}

/**
 * Has the worker read all files of the library again, as after a version that reads more of them: first the sidecars of sources, then the photos, a few at a time. What people
 * have set stays. May be broken off, begun again, and run beside everything else.
 * @returns how many photos were given to the worker
 */
export async function rereadPhotos(db: Database, { after, signal, wait, onDone }: Reread): Promise<number> {
  if (after === undefined) await rereadSidecars(db)
  let count = 0
  for (let last = after ?? null; !signal.aborted; ) {
    const ids = await db.transaction((tx) => beginChunk(tx, last))
    last = ids.at(-1) ?? null
    if (last === null) break
    while (!signal.aborted && (await isUnderWay(db, ids))) await wait()
    if (signal.aborted) break
    count += ids.length
    onDone?.({ photos: count, last })
  }
  return count
}

async function rereadSidecars(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const anew = { state: 'pending', failure: null, again: false, attempts: 0, lane: null, scanId: null } as const
    const begun = await tx
      .update(sourceObjects)
      .set(anew)
      .where(and(eq(sourceObjects.kind, 'sidecar'), eq(sourceObjects.state, 'done'), isNull(sourceObjects.missingAt)))
      .returning({ sourceId: sourceObjects.sourceId })
    const ids = [...new Set(begun.map(({ sourceId }) => sourceId))]
    if (ids.length === 0) return
    for (const source of await tx.select().from(sources).where(inArray(sources.id, ids))) await wakeLanes(tx, source)
  })
}

/** What a newer version may read more of: also what an older one could not show. */
const READ = inArray(photos.status, ['ready', 'failed'])

/** Gives the next photos that were read to the worker. */
async function beginChunk(tx: Database, last: string | null): Promise<string[]> {
  const behind = last === null ? undefined : sql`${photos.id} > ${last}::uuid`
  const { id, sourceId, sourceKey } = photos
  const next = await tx
    .select({ id, sourceId, sourceKey })
    .from(photos)
    .where(and(READ, isNull(photos.missingAt), behind))
    .orderBy(photos.id)
    .limit(CHUNK)
  for (const photo of next) {
    if (photo.sourceId !== null) await readAgain(tx, photo, ['done', 'failed'], true)
    else await processAnew(tx, photo.id, { only: READ })
  }
  return next.map((photo) => photo.id)
}

async function isUnderWay(db: Database, ids: string[]): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from photos p where id = any(${sql.param(ids)}::uuid[]) and (status = 'processing'
      or exists (select from source_objects o where o.source_id = p.source_id and o.key = p.source_key and o.state = 'pending')) limit 1`)
  return rows.length > 0
}
