import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import type { SourceRow } from '@/db/schema/sources'
import { ANONYMOUS } from '../../context/actor'
import * as environment from '../../env'
import { openS3Client } from '../../storage/s3-settings'
import { testBucketSettings } from '../../storage/testing/test-bucket'
import { notifyOf } from '../testing/bucket-notifications'
import { SourceBucket } from '../testing/source-bucket'
import { SourceWorld, TEST_SECRET } from '../testing/source-world'
import { assertEventsSecret } from './events-secret'
import { receiveEvent } from './receive-event'

const server = inject('s3')
const EVENTS_SECRET = 'a-secret-for-the-events'

describe.skipIf(!server)('events that the S3 server itself sends', () => {
  if (!server) return
  let world: SourceWorld
  let bucket: SourceBucket
  let source: SourceRow
  let below: SourceRow
  const bodies: string[] = []
  const headers: string[] = []

  /** What the route does, without the rest of the app. */
  const receiver = createServer(async (request, response) => {
    try {
      const body = await text(request)
      assertEventsSecret(asRequest(request), EVENTS_SECRET)
      headers.push(request.headers.authorization ?? '')
      bodies.push(body)
      await receiveEvent(world.context(ANONYMOUS), { body })
      response.writeHead(204).end()
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })

  beforeAll(async () => {
    const real = environment.env()
    vi.spyOn(environment, 'env').mockImplementation(() => ({ ...real, AUTH_SECRET: TEST_SECRET }))
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    world = await SourceWorld.open(inject('databaseUrl'))
    bucket = await SourceBucket.open(server)
    source = await world.makeSource(world.anna, bucket.place, bucket.reader)
    below = await world.makeSource(world.anna, { ...bucket.place, prefix: 'below/' }, bucket.reader)
    await world.startWorker()
    const { port } = receiver.address() as AddressInfo
    const client = openS3Client(testBucketSettings(server, bucket.name), server.endpoint)
    await notifyOf(client, server, bucket.name, `http://albumen:${EVENTS_SECRET}@127.0.0.1:${port}/api/v1/events/s3`)
    client.destroy()
  })
  afterAll(async () => {
    receiver.close()
    bucket?.close()
    await world?.close()
    vi.restoreAllMocks()
  })

  const picture = (background: string) =>
    sharp({ create: { width: 64, height: 48, channels: 3, background } })
      .jpeg()
      .toBuffer()
  const shown = async (of: SourceRow) =>
    (await world.photosOf(of)).map(({ sourceKey, status, missingAt, sha256 }) => ({
      sourceKey,
      status,
      missing: missingAt !== null,
      sha256,
    }))
  const ready = (of: SourceRow, key: string) =>
    world.until(`${key} is shown`, async () => {
      const found = (await world.photosOf(of)).find(({ sourceKey }) => sourceKey === key)
      return found?.status === 'ready' && found.missingAt === null ? found : null
    })

  const KEYS = ['plain.jpg', 'a b/ü+1 100%.jpg', '写真/%2F&=#?.jpg', '/leading//two.jpg', 'below/one.jpg']

  it('bring new objects in, whatever their keys, each source below its prefix', async () => {
    for (const [index, key] of KEYS.entries()) await bucket.put(key, await picture(`#${index}00`))
    for (const key of KEYS) await ready(source, key)
    await ready(below, 'below/one.jpg')
    expect((await shown(source)).map(({ sourceKey }) => sourceKey).sort()).toEqual([...KEYS].sort())
    expect(await shown(below)).toHaveLength(1)
    expect(bodies.length).toBeGreaterThanOrEqual(KEYS.length)
    expect(headers[0]).toBe(`Basic ${Buffer.from(`albumen:${EVENTS_SECRET}`).toString('base64')}`)
  })

  it('tell of what changed and of what went', async () => {
    const before = await ready(source, 'plain.jpg')
    await bucket.put('plain.jpg', await picture('#0a0'))
    await world.until('the change is seen', async () => (await ready(source, 'plain.jpg')).sha256 !== before.sha256)
    expect((await ready(source, 'plain.jpg')).id).toBe(before.id)
    await bucket.delete('a b/ü+1 100%.jpg')
    await world.until('the photo is missing', async () => (await world.photoAt(source, 'a b/ü+1 100%.jpg')).missingAt)
    await bucket.put('notes.txt', 'not a picture')
    await bucket.put('clip.mp4', 'no video either')
    await world.quiet()
    expect(await shown(source)).toHaveLength(KEYS.length)
  })

  it('repeated ten times and in any order they change nothing', async () => {
    await world.quiet()
    const before = [await shown(source), await shown(below), await bucket.listing()]
    const again = Array.from({ length: 10 }, () => bodies).flat()
    // Every seventh of them, round and round: a fixed shuffle.
    const shuffled = again.map((_, index) => again[(index * 7) % again.length] ?? '')
    for (const body of shuffled) await receiveEvent(world.context(ANONYMOUS), { body })
    await world.quiet()
    expect([await shown(source), await shown(below), await bucket.listing()]).toEqual(before)
  })

  it('forged ones, of what is not there or belongs to others, change nothing', async () => {
    await world.quiet()
    const before = [await shown(source), await shown(below)]
    const tell = (name: string, eventName: string, key: string, eventSource = 'aws:s3') =>
      receiveEvent(world.context(ANONYMOUS), {
        body: JSON.stringify({ Records: [{ eventSource, eventName, s3: { bucket: { name }, object: { key } } }] }),
      })
    await tell(bucket.name, 'ObjectRemoved:Delete', 'plain.jpg')
    await tell(bucket.name, 'ObjectCreated:Put', 'never/was.jpg')
    await tell(bucket.name, 'ObjectCreated:Put', '..%2F..%2Fetc%2Fpasswd')
    await tell(bucket.name, 'ObjectCreated:Put', '%00')
    await tell(bucket.name, 'ObjectCreated:Put', '%ED%A0%80.jpg')
    await tell(bucket.name, 'ObjectCreated:Put', 'x'.repeat(2000))
    expect(await tell('no-such-bucket', 'ObjectCreated:Put', 'plain.jpg')).toEqual({ sources: 0, keys: 0 })
    await world.quiet()
    expect([await shown(source), await shown(below)]).toEqual(before)
  })

  it('what comes without the secret is not even read', () => {
    const request = new Request('http://x/', { method: 'POST', headers: { authorization: 'Bearer wrong-secret' } })
    expect(() => assertEventsSecret(request, EVENTS_SECRET)).toThrow('only with the secret')
  })
})

function asRequest({ headers }: IncomingMessage): Request {
  return new Request('http://x/', { method: 'POST', headers: { authorization: headers.authorization ?? '' } })
}
