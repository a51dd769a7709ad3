import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { SourceRow } from '@/db/schema/sources'
import { type FaultProxy, startFaultProxy } from '../../../scripts/testing/fault-proxy'
import { latestScanOf } from '../../sources/ground/find-source'
import type { OpenReader } from '../../sources/ground/open-reader'
import { pauseScan } from '../../sources/scan/pause-scan'
import { resumeScan } from '../../sources/scan/resume-scan'
import { startScan } from '../../sources/scan/start-scan'
import { stopScan } from '../../sources/scan/stop-scan'
import { SourceBucket } from '../../sources/testing/source-bucket'
import { SourceWorld, TEST_SECRET } from '../../sources/testing/source-world'
import type { SourceObject } from './reader'

process.env.AUTH_SECRET = TEST_SECRET

const server = inject('s3')
const COUNT = 30

describe.skipIf(!server)('a scan of a source in trouble', () => {
  if (!server) return
  let world: SourceWorld
  let bucket: SourceBucket
  let proxy: FaultProxy
  let source: SourceRow
  let before: string[]
  const pictures: Buffer[] = []

  beforeAll(async () => {
    world = await SourceWorld.open(inject('databaseUrl'))
    proxy = await startFaultProxy(server.endpoint)
    for (let index = 0; index < COUNT; index++) {
      const background = { r: index * 8, g: 200, b: 10 }
      pictures.push(
        await sharp({ create: { width: 90, height: 60, channels: 3, background } })
          .jpeg()
          .toBuffer(),
      )
    }
  }, 120_000)
  afterAll(async () => {
    await world.close()
    await proxy.stop()
  })
  beforeEach(async () => {
    proxy.choose = () => null
    bucket = await SourceBucket.open(server)
    for (const [index, body] of pictures.entries()) await bucket.put(key(index), body)
    before = await bucket.listing()
    source = await world.makeSource(world.anna, { ...bucket.place, endpoint: proxy.url }, bucket.reader)
  })
  afterEach(async () => {
    await world.stopWorker()
    expect(await bucket.listing()).toEqual(before)
  })

  const key = (index: number) => `f/${String(index).padStart(3, '0')}.jpg`
  const anna = () => world.as(world.anna)
  const input = () => ({ sourceId: source.id })
  const count = async () => (await world.photosOf(source)).length
  const scan = async () => (await latestScanOf(world.db, source.id))?.status
  const some = (least: number) => world.until(`${least} photos`, async () => (await count()) >= least)
  const wake = async () => {
    await world.pool.query('update source_scans set resume_at = now() where source_id = $1', [source.id])
    await world.pool.query('update graphile_worker._private_jobs set run_at = now()')
  }

  async function expectWhole() {
    await world.scanned(source)
    const found = await world.photosOf(source)
    expect(found.map(({ sourceKey }) => sourceKey)).toEqual(pictures.map((_, index) => key(index)))
    expect(found.every(({ status, missingAt }) => status === 'ready' && missingAt === null)).toBe(true)
  }

  it('pauses with the reason when the server falls silent in the middle, and goes on later', async () => {
    let left = 12
    proxy.choose = (method) => (method === 'GET' && left-- <= 0 ? { kind: 'reset' } : null)
    await world.startWorker()
    await startScan(anna(), input())
    const paused = await world.until('it pauses', async () => {
      const found = await latestScanOf(world.db, source.id)
      return found?.status === 'paused' ? found : null
    })
    expect(paused.reason).toMatch(/^The server/)
    expect(paused.resumeAt).not.toBeNull()
    expect(await count()).toBeGreaterThan(0)
    proxy.choose = () => null
    await wake()
    await expectWhole()
  })

  it.each([
    ['503 SlowDown', { kind: 'status' as const, status: 503, code: 'SlowDown', retryAfter: 3 }, /left in peace/],
    ['403', { kind: 'status' as const, status: 403, code: 'AccessDenied' }, /refuses these keys/],
    ['a lost bucket', { kind: 'status' as const, status: 404, code: 'NoSuchBucket' }, /bucket does not exist/],
  ])('pauses on %s, marks nothing as missing, and is whole in the end', async (_name, fault, reason) => {
    await world.startWorker()
    await world.scan(source)
    proxy.choose = () => fault
    await startScan(anna(), input())
    const paused = await world.until('it pauses', async () => {
      const found = await latestScanOf(world.db, source.id)
      return found?.status === 'paused' ? found : null
    })
    expect(paused.reason).toMatch(reason)
    expect((await world.photosOf(source)).filter(({ missingAt }) => missingAt !== null)).toEqual([])
    proxy.choose = () => null
    await wake()
    await expectWhole()
  })

  it('takes no truncated file for a broken picture', async () => {
    let left = 2
    proxy.choose = (method, path) =>
      method === 'GET' && path.includes('/f/') && left-- > 0 ? { kind: 'cut', bytes: 200 } : null
    await world.startWorker()
    await startScan(anna(), input())
    await world.until('it is done or waits', async () => {
      if ((await scan()) === 'paused') await wake()
      return (await scan()) === 'done'
    })
    await expectWhole()
  })

  it('marks one refused object as failed, tries it again with the next scan, and shows all others', async () => {
    const refused = { kind: 'status' as const, status: 403, code: 'AccessDenied' }
    proxy.choose = (_method, path) => (path.includes('007.jpg') ? refused : null)
    await world.startWorker()
    expect(await world.scan(source)).toMatchObject({ ready: COUNT - 1, failed: 1 })
    expect(await world.objectAt(source, key(7))).toMatchObject({ state: 'failed', again: true })
    proxy.choose = () => null
    await world.scan(source)
    await expectWhole()
  })

  it('says of archived objects that they are, asks for none of them again, and reads those that have come back', async () => {
    const archived = { kind: 'status' as const, status: 403, code: 'InvalidObjectState' }
    proxy.choose = (_method, path) => (path.includes('/f/0') ? archived : null)
    await world.startWorker()
    expect(await world.scan(source)).toMatchObject({ ready: 0, failed: COUNT })
    expect((await world.objectAt(source, key(7)))?.failure).toContain('archive')
    expect(await world.scan(source)).toMatchObject({ requests: 1 })
    proxy.choose = () => null
    await bucket.put(key(7), pictures[7] ?? '')
    expect(await world.scan(source)).toMatchObject({ ready: 1 })
    before = await bucket.listing()
  })

  it('pauses when all objects are listed and none is given', async () => {
    const refused = { kind: 'status' as const, status: 403, code: 'AccessDenied' }
    proxy.choose = (_method, path) => (path.includes('/f/') ? refused : null)
    await world.startWorker()
    await startScan(anna(), input())
    const paused = await world.until('it pauses', async () => {
      const found = await latestScanOf(world.db, source.id)
      return found?.status === 'paused' ? found : null
    })
    expect(paused.reason).toContain('s3:GetObject')
    proxy.choose = () => null
    await wake()
    await world.scanned(source)
    await world.scan(source)
    await expectWhole()
  })

  it('can be paused and resumed by hand', async () => {
    proxy.choose = (_method, path) => (path.includes('/f/') ? { kind: 'latency', ms: 40 } : null)
    await world.startWorker()
    await startScan(anna(), input())
    await some(3)
    await pauseScan(anna(), input())
    await world.quiet()
    const at = await count()
    expect(at).toBeLessThan(COUNT)
    await wake()
    await world.quiet()
    expect(await count()).toBe(at)
    await resumeScan(anna(), input())
    await expectWhole()
  })

  it('can be stopped; what it found and did not read is found again', async () => {
    proxy.choose = (_method, path) => (path.includes('/f/') ? { kind: 'latency', ms: 40 } : null)
    await world.startWorker()
    await startScan(anna(), input())
    await some(3)
    await stopScan(anna(), input())
    await world.quiet()
    const at = await count()
    expect(at).toBeLessThan(COUNT)
    expect(await world.photosOf(source)).toEqual(expect.arrayContaining([expect.objectContaining({ missingAt: null })]))
    await expect(resumeScan(anna(), input())).rejects.toMatchObject({ code: 'conflict' })
    await world.scan(source)
    await expectWhole()
  })

  it('survives its worker', async () => {
    proxy.choose = (_method, path) => (path.includes('/f/') ? { kind: 'latency', ms: 40 } : null)
    await startScan(anna(), input())
    for (const least of [2, 6, 12]) {
      await world.startWorker()
      await some(least)
      await world.stopWorker()
    }
    await world.startWorker()
    await expectWhole()
    const attempts = await world.pool.query('select key from source_objects where attempts > 0')
    expect(attempts.rows).toEqual([])
  })

  /** Readers whose listings are not what they should be. */
  const listing =
    (spoil: (objects: SourceObject[]) => SourceObject[]) =>
    (open: OpenReader): OpenReader =>
    async (row) => {
      const reader = await open(row)
      const list = reader.list.bind(reader)
      reader.list = async (after, limit) => {
        const page = await list(after, limit)
        return { ...page, objects: spoil(page.objects) }
      }
      return reader
    }

  it('stops where a server lists in no order, and marks nothing', async () => {
    await world.startWorker()
    await world.scan(source)
    await world.stopWorker()
    await world.startWorker(listing((objects) => [...objects].reverse()))
    await startScan(anna(), input())
    const stopped = await world.until('it stops', async () => {
      const found = await latestScanOf(world.db, source.id)
      return found?.status === 'stopped' ? found : null
    })
    expect(stopped.reason).toContain('order')
    expect((await world.photosOf(source)).every(({ missingAt }) => missingAt === null)).toBe(true)
  })

  it('believes no listing that leaves out what is there', async () => {
    await world.startWorker()
    await world.scan(source)
    await world.stopWorker()
    const half = listing((objects) => objects.filter((_, index) => index % 2 === 0))
    await world.startWorker(half)
    expect(await world.scan(source)).toMatchObject({ missing: 0 })
    await expectWhole()
  })
})
