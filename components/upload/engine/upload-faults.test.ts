import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeHasher, FakeTransport } from './fake-transport'
import { TransportFailure } from './transport'
import { type NewFile, UploadEngine } from './upload-engine'
import type { UploadItem } from './upload-item'

let server: FakeTransport
let hasher: FakeHasher
let engine: UploadEngine

const file = (name: string, bytes = 1000, fromFolder = false): NewFile => ({
  file: { name, size: bytes } as File,
  name,
  fromFolder,
})
const many = (count: number) => Array.from({ length: count }, (_, index) => file(`${index}.jpg`))
const run = (ms = 300) => vi.advanceTimersByTimeAsync(ms)
const rows = () => engine.getSnapshot().rows
const totals = () => engine.getSnapshot().totals
const row = (name: string) => rows().find((item) => item.name === name) as UploadItem
const states = () => Object.fromEntries(rows().map((item) => [item.name, item.state]))

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  server = new FakeTransport()
  hasher = new FakeHasher()
  engine = new UploadEngine(server, hasher, () => 0.5)
})
afterEach(() => void vi.useRealTimers())

describe('faults', () => {
  const broken = () => new TransportFailure(0, 'The connection broke.')

  it.each([
    ['request', 'no answer', broken()],
    ['request', '429', new TransportFailure(429, 'Too much.', 2)],
    ['put', 'no answer', broken()],
    ['put', '503', new TransportFailure(503, 'Away.', 2)],
    ['put', 'a swept address', new TransportFailure(404, 'Nothing.')],
    ['put', 'an expired signature', new TransportFailure(403, 'Expired.')],
    ['complete', '502', new TransportFailure(502, 'Away.')],
    ['complete', 'not arrived', new TransportFailure(409, 'Not there.')],
  ] as const)('%s: recovers from %s', async (step, _, fault) => {
    server.faults[step].push(fault)
    engine.add([file('a.jpg')], 'private')
    await run(5000)
    expect(states()).toEqual({ 'a.jpg': 'processing' })
  })

  it('repeats a request with the same idempotency key', async () => {
    server.faults.request.push(broken())
    engine.add([file('a.jpg')], 'private')
    await run(3000)
    expect(server.requests).toHaveLength(2)
    expect(server.requests[0]?.key).toBe(server.requests[1]?.key)
  })

  it('a PUT that is answered with conflict has been received', async () => {
    server.automatic = false
    engine.add([file('a.jpg')], 'private')
    await run()
    const [put] = server.puts
    put?.resolve()
    server.faults.put.push(new TransportFailure(409, 'Already there.'))
    await run()
    expect(row('a.jpg').state).toBe('processing')
  })

  it('gives one file up after eight attempts and retries it on demand', async () => {
    server.faults.put.push(...Array.from({ length: 8 }, broken))
    engine.add([file('a.jpg')], 'private')
    await run(300_000)
    expect(row('a.jpg')).toMatchObject({ state: 'failed', reason: 'The connection broke.', retryable: true })
    engine.retryAll()
    await run()
    expect(row('a.jpg').state).toBe('processing')
  })

  it('one that always breaks does not hold up the others', async () => {
    server.automatic = false
    engine.add([file('bad.jpg'), ...many(20)], 'private')
    for (let turn = 0; turn < 100; turn += 1) {
      for (const put of [...server.puts]) put.name === 'bad.jpg' ? put.reject(broken()) : put.resolve()
      await run(1000)
    }
    expect(totals()).toMatchObject({ failed: 1, processing: 20, unfinished: 0 })
  })

  it('waits for a log-in and goes on', async () => {
    server.faults.request.push(new TransportFailure(401, 'Log in.'))
    engine.add([file('a.jpg')], 'private')
    await run(60_000)
    expect(engine.getSnapshot().brake.kind).toBe('signed-out')
    expect(server.requests).toHaveLength(1)
    engine.resume()
    await run()
    expect(row('a.jpg').state).toBe('processing')
  })

  it('pauses offline, goes on online', async () => {
    engine.setOnline(false)
    engine.add(many(3), 'private')
    await run(60_000)
    expect(server.requests).toHaveLength(0)
    expect(engine.getSnapshot().brake.kind).toBe('offline')
    engine.setOnline(true)
    await run()
    expect(totals().processing).toBe(3)
  })

  it('asks for a new address when the old one has expired meanwhile', async () => {
    server.automatic = false
    engine.add(many(6), 'private')
    await run()
    await run(1_000_000)
    for (let turn = 0; turn < 6; turn += 1) {
      for (const put of [...server.puts]) put.resolve()
      await run(1000)
    }
    expect(totals().processing).toBe(6)
    expect(server.requests.length).toBeGreaterThan(1)
    expect(server.discarded.length).toBeGreaterThan(0)
  })

  it('one id that the server forgot does not spoil the call for the others', async () => {
    server.automatic = false
    engine.add(many(3), 'private')
    await run()
    for (const put of [...server.puts]) put.resolve()
    server.forget('photo-2')
    server.automatic = true
    await run(10_000)
    expect(totals()).toMatchObject({ processing: 3, unfinished: 0 })
  })

  it('a file whose bytes are refused fails with the reason; it is sent again when its owner says so', async () => {
    server.outcome = 'failed'
    engine.add([file('a.jpg')], 'private')
    await run()
    expect(row('a.jpg')).toMatchObject({ state: 'failed', reason: 'It is broken.', retryable: true })
    expect(server.completed).toHaveLength(1)
    server.outcome = 'processing'
    engine.retryAll()
    await run()
    expect(row('a.jpg').state).toBe('processing')
  })

  it('a picture that cannot be read fails with its twins, and is not sent again', async () => {
    engine.add([file('a.jpg'), file('a.jpg')], 'private')
    await run()
    expect(rows().map((item) => item.state)).toEqual(['processing', 'known'])
    server.settle('photo-1', 'failed')
    await run(2000)
    expect(rows().map((item) => item.state)).toEqual(['failed', 'failed'])
    expect(rows()[0]?.retryable).toBe(false)
  })

  it('a refusal by what stands in front of the server can be tried again', async () => {
    server.faults.put.push(new TransportFailure(413, 'A proxy.', null, true))
    engine.add([file('a.jpg')], 'private')
    await run()
    expect(row('a.jpg')).toMatchObject({ state: 'failed', reason: 'A proxy.', retryable: true })
  })
})

describe('albums', () => {
  it('go with their files; the same bytes for another album are told to the server too', async () => {
    engine.add([file('a.jpg')], 'private', 'album-1')
    engine.add([file('a.jpg'), file('b.jpg')], 'private', 'album-2')
    await run(2000)
    server.known.set('a.jpg'.padEnd(64, '0'), 'photo-1')
    await run(2000)
    const told = server.requests.map(({ body }) => [body.album, body.files.map(({ name }) => name)])
    expect(told).toContainEqual(['album-1', ['a.jpg']])
    expect(told.filter(([album]) => album === 'album-2').flatMap(([, names]) => names)).toContain('a.jpg')
    expect(totals()).toMatchObject({ done: 3, failed: 0 })
  })

  it('one that is gone fails its files, and a retry goes without it', async () => {
    server.faults.request.push(new TransportFailure(404, 'There is nothing here.'))
    engine.add([file('a.jpg')], 'private', 'album-1')
    await run()
    expect(row('a.jpg')).toMatchObject({ state: 'failed', retryable: true })
    expect(row('a.jpg').reason).toContain('album is no longer there')
    engine.retryAll()
    await run()
    expect(row('a.jpg').state).toBe('processing')
    expect(server.requests.at(-1)?.body).not.toHaveProperty('album')
  })
})
