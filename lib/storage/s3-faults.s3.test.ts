import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Fault, type FaultProxy, startFaultProxy } from '../../scripts/testing/fault-proxy'
import { S3Store } from './s3'
import { codeOf, heldStream, listAll, newKey, optionsFor, readAll, streamOf } from './testing/bodies'
import { makeTestBucket, testBucketSettings } from './testing/test-bucket'

const server = inject('s3')

describe.skipIf(!server)('an S3 store behind a bad line', () => {
  if (!server) return
  let proxy: FaultProxy
  let store: S3Store
  let plain: S3Store
  let bucket: string
  const content = randomBytes(900_000)
  const key = newKey()

  beforeAll(async () => {
    bucket = await makeTestBucket(server)
    proxy = await startFaultProxy(server.endpoint)
    plain = new S3Store(testBucketSettings(server, bucket))
    await plain.put(key, content, optionsFor(content.length))
  })
  // A new store each time: after many failures the client stops repeating, as it should.
  beforeEach(() => {
    proxy.choose = () => null
    store = new S3Store(testBucketSettings(server, bucket, { endpoint: proxy.url }))
  })
  afterAll(() => proxy.stop())

  const always = (fault: Fault) => {
    proxy.choose = () => fault
  }
  const once = (fault: Fault, method: string) => {
    let left = 1
    proxy.choose = (asked) => (asked === method && left-- > 0 ? fault : null)
  }

  const away: [string, Fault][] = [
    ['503 SlowDown', { kind: 'status', status: 503, code: 'SlowDown' }],
    ['500', { kind: 'status', status: 500, code: 'InternalError' }],
    ['403', { kind: 'status', status: 403, code: 'AccessDenied' }],
    ['404 NoSuchBucket', { kind: 'status', status: 404, code: 'NoSuchBucket' }],
    ['a reset', { kind: 'reset' }],
    ['a lost answer', { kind: 'lost-answer' }],
  ]
  it.each(away)('says unavailable for everything when the answer is %s', async (_name, fault) => {
    always(fault)
    const held = heldStream(content)
    held.release()
    const actions = [
      store.get(key),
      store.head(key),
      store.delete(newKey()),
      store.copy(key, newKey(), 'x'),
      listAll(store, ''),
      store.put(newKey(), Buffer.from('x'), optionsFor(1)),
      store.put(newKey(), held.body, optionsFor(content.length)),
      store.check(),
    ]
    expect(await Promise.all(actions.map(codeOf))).toEqual(actions.map(() => 'unavailable'))
  })

  it('passes on when to come back', async () => {
    always({ kind: 'status', status: 503, code: 'SlowDown', retryAfter: 2 })
    await expect(store.head(key)).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 2 })
    proxy.choose = () => null
    expect((await store.head(key)).bytes).toBe(content.length)
  })

  it.each(['reset', 'lost-answer', 'status'] as const)('overcomes one %s by itself', async (kind) => {
    const fault: Fault = kind === 'status' ? { kind, status: 503, code: 'SlowDown' } : { kind }
    once(fault, 'GET')
    expect((await readAll(store, key)).equals(content)).toBe(true)
    once(fault, 'PUT')
    const other = newKey()
    await store.put(other, Buffer.from('repeated'), optionsFor(8))
    expect((await readAll(plain, other)).toString()).toBe('repeated')
  })

  it('takes its own object for its own when the first answer was lost', async () => {
    const other = newKey()
    once({ kind: 'lost-answer' }, 'PUT')
    await store.put(other, streamOf([Buffer.from('mine')]), optionsFor(4, true))
    expect((await readAll(plain, other)).toString()).toBe('mine')
    expect(await codeOf(store.put(other, Buffer.from('else'), optionsFor(4, true)))).toBe('conflict')
  })

  it.each([0, 1, 100_000, 899_999])('never passes off %i bytes as the whole', async (bytes) => {
    for (const range of [undefined, { start: 0 }]) {
      always({ kind: 'cut', bytes })
      expect(await codeOf(readAll(store, key, range))).toBe('unavailable')
    }
  })

  it('keeps nothing of an upload whose line breaks', async () => {
    const other = newKey()
    const held = heldStream(content)
    const writing = store.put(other, held.body, optionsFor(content.length))
    setTimeout(() => proxy.breakAll(), 100)
    expect(await codeOf(writing)).toBe('unavailable')
    held.release()
    expect(await codeOf(plain.head(other))).toBe('not_found')
  })

  it('waits for a slow answer', async () => {
    always({ kind: 'latency', ms: 700 })
    expect((await readAll(store, key)).equals(content)).toBe(true)
  })
})
