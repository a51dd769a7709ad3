import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Radosgw, startRadosgw } from '../../../scripts/testing/radosgw'
import { latestScanOf } from '../ground/find-source'
import { SourceBucket } from '../testing/source-bucket'
import { SourceWorld, TEST_SECRET } from '../testing/source-world'
import { startScan } from './start-scan'

process.env.AUTH_SECRET = TEST_SECRET

const COUNT = 60

// A server of its own: the others' must live on.
describe.skipIf(!inject('s3'))('a server that is killed and started again during a scan', () => {
  let server: Radosgw
  let world: SourceWorld
  beforeAll(async () => {
    if (!inject('s3')) return
    server = await startRadosgw()
    world = await SourceWorld.open(inject('databaseUrl'))
  }, 180_000)
  afterAll(async () => {
    await world?.close()
    await server?.stop()
  })

  it('costs nothing but time', async () => {
    const bucket = await SourceBucket.open(server)
    for (let index = 0; index < COUNT; index++) {
      const noise = sharp(randomBytes(300 * 200 * 3), { raw: { width: 300, height: 200, channels: 3 } })
      await bucket.put(`p/${index}.jpg`, await noise.jpeg().toBuffer())
    }
    const before = await bucket.listing()
    const source = await world.makeSource(world.anna, bucket.place, bucket.reader)
    const count = async () => (await world.photosOf(source)).length
    await world.startWorker()
    await startScan(world.as(world.anna), { sourceId: source.id })
    for (const least of [5, 25]) {
      await world.until(`${least} photos`, async () => (await count()) >= least)
      await server.kill()
      const reason = await world.until('it pauses', async () => {
        const scan = await latestScanOf(world.db, source.id)
        return scan?.status === 'paused' && scan.resumeAt !== null ? scan.reason : null
      })
      expect(reason).toContain('Nobody answers')
      await server.restart()
    }
    // No hand is needed: it goes on by itself.
    const done = await world.scanned(source)
    expect(done).toMatchObject({ added: COUNT, ready: COUNT, failed: 0, missing: 0 })
    const photos = await world.photosOf(source)
    expect(photos).toHaveLength(COUNT)
    expect(photos.every(({ status, missingAt }) => status === 'ready' && missingAt === null)).toBe(true)
    expect(await bucket.listing()).toEqual(before)
    bucket.close()
  }, 180_000)
})
