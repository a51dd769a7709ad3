import { PutObjectCommand } from '@aws-sdk/client-s3'
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { type SourceRow, sourceObjects } from '../../db/schema/sources'
import { SYSTEM } from '../../lib/context/actor'
import type { Context } from '../../lib/context/context'
import { locate } from '../../lib/places/locate'
import { latestScanOf } from '../../lib/sources/ground/find-source'
import { openReader } from '../../lib/sources/ground/open-reader'
import { scanSource } from '../../lib/sources/scan/scan-source'
import { startScan } from '../../lib/sources/scan/start-scan'
import type { ObjectStore } from '../../lib/storage/object-store'
import type { SourceObject, SourceReader } from '../../lib/storage/readers/reader'
import { openS3Client } from '../../lib/storage/s3-settings'
import { testBucketSettings } from '../../lib/storage/testing/test-bucket'
import type { Radosgw } from '../testing/radosgw'
import type { CountingProxy } from './counting-proxy'

export interface Rescan {
  objects: number
  seconds: number
  cpu: number
  lists: number
  objectRequests: number
  objectBytes: number
}

export interface ManyKeys {
  keys: number
  /** Resident MB after so many keys of the first scan and of the second. */
  samples: { scan: 'first' | 'second'; keys: number; residentMb: number }[]
  firstSeconds: number
  secondSeconds: number
}

const MB = 1024 * 1024

/** Puts many small objects into a bucket, 64 at a time. */
export async function fillBucket(server: Radosgw, bucket: string, objects: number): Promise<void> {
  const client = openS3Client(testBucketSettings(server, bucket), server.endpoint)
  let next = 0
  const put = async () => {
    for (let index = next++; index < objects; index = next++) {
      const Key = `camera/${String(index % 100).padStart(2, '0')}/IMG_${String(index).padStart(7, '0')}.jpg`
      await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x' }))
    }
  }
  await Promise.all(Array.from({ length: 64 }, put))
  client.destroy()
}

/** Scans a source whose objects are all known and unchanged, through the real reader. */
export async function measureRescan(db: Database, source: SourceRow, proxy: CountingProxy): Promise<Rescan> {
  const ctx = context(db)
  const open = () => openReader(db, source)
  const run = () => scanToEnd(ctx, source, open)
  // The first scan only lists: that what it finds was read is noted by hand.
  await scanToEnd(ctx, source, open, async () => {
    await db
      .update(sourceObjects)
      .set({ state: 'done' })
      .where(and(eq(sourceObjects.sourceId, source.id), eq(sourceObjects.state, 'pending')))
    await clearJobs(db)
  })
  const before = { ...proxy.counts }
  const cpu = process.cpuUsage()
  const start = performance.now()
  await run()
  const seconds = (performance.now() - start) / 1000
  const used = process.cpuUsage(cpu)
  const scan = await latestScanOf(db, source.id)
  return {
    objects: scan?.listed ?? 0,
    seconds,
    cpu: (used.user + used.system) / 1e6,
    lists: proxy.counts.list - before.list,
    objectRequests: proxy.counts.get + proxy.counts.head - before.get - before.head,
    objectBytes: proxy.counts.objectBytes - before.objectBytes,
  }
}

/** Two scans over keys that a reader makes up: the memory of the process along the way. */
export async function measureManyKeys(db: Database, source: SourceRow, keys: number): Promise<ManyKeys> {
  const ctx = context(db)
  const samples: ManyKeys['samples'] = []
  const timed = async (scan: 'first' | 'second') => {
    const start = performance.now()
    await scanToEnd(ctx, source, async () =>
      madeUp(keys, (at) => {
        if (at % (keys / 10) !== 0 || at === 0) return
        globalThis.gc?.()
        samples.push({ scan, keys: at, residentMb: process.memoryUsage.rss() / MB })
      }),
    )
    return (performance.now() - start) / 1000
  }
  return { keys, firstSeconds: await timed('first'), secondSeconds: await timed('second'), samples }
}

async function scanToEnd(
  ctx: Context,
  source: SourceRow,
  open: () => Promise<SourceReader>,
  between: () => Promise<void> = async () => undefined,
): Promise<void> {
  await startScan(ctx, { sourceId: source.id })
  for (;;) {
    await scanSource(ctx, { sourceId: source.id }, { open, locate })
    await between()
    const scan = await latestScanOf(ctx.db, source.id)
    if (scan?.status === 'paused') throw new Error(`the scan paused: ${scan.reason}`)
    if (scan?.status === 'done') return clearJobs(ctx.db)
  }
}

async function clearJobs(db: Database): Promise<void> {
  await db.execute(sql`delete from graphile_worker._private_jobs`)
}

function context(db: Database): Context {
  // A scan alone never touches the store.
  return { actor: SYSTEM, db, store: undefined as unknown as ObjectStore }
}

function madeUp(keys: number, passed: (at: number) => void): SourceReader {
  const modifiedAt = new Date(0)
  const object = (at: number): SourceObject => ({
    key: `films/${String(at).padStart(8, '0')}/a rather long name of a film that somebody took.mp4`,
    etag: String(at).padStart(32, '0'),
    bytes: 1_000_000,
    modifiedAt,
  })
  return {
    requests: 0,
    async list(after, limit) {
      const start = after === null ? 0 : Number(after.slice(6, 14)) + 1
      passed(start)
      const end = Math.min(start + limit, keys)
      return { objects: Array.from({ length: end - start }, (_, index) => object(start + index)), last: end === keys }
    },
    head: async () => null,
    get: async () => {
      throw new Error('nothing is read')
    },
    sign: async () => null,
    identify: async () => null,
    close: () => undefined,
  }
}
