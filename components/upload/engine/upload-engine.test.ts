import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeHasher, FakeTransport } from './fake-transport'
import { TransportFailure, UnreadableFile } from './transport'
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
const _states = () => Object.fromEntries(rows().map((item) => [item.name, item.state]))

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  server = new FakeTransport()
  hasher = new FakeHasher()
  engine = new UploadEngine(server, hasher, () => 0.5)
})
afterEach(() => void vi.useRealTimers())

describe('the path of a file', () => {
  it('goes from queued to ready with the news of the server', async () => {
    engine.add([file('a.jpg')], 'private')
    await run()
    expect(row('a.jpg')).toMatchObject({ state: 'processing', photoId: 'photo-1', sent: 1000 })
    expect(server.requests[0]?.body).toEqual({
      visibility: 'private',
      files: [{ name: 'a.jpg', bytes: 1000, mediaType: 'image/jpeg', sha256: 'a.jpg'.padEnd(64, '0') }],
    })
    server.settle('photo-1', 'ready')
    await run()
    expect(row('a.jpg').state).toBe('ready')
    expect(totals()).toMatchObject({ files: 1, done: 1, ready: 1, unfinished: 0 })
  })

  it('sends four at a time and completes together what came together', async () => {
    server.automatic = false
    engine.add(many(50), 'private')
    await run(1000)
    expect(server.puts).toHaveLength(4)
    for (let turn = 0; turn < 13; turn += 1) {
      for (const put of [...server.puts]) put.resolve()
      await run()
    }
    expect(server.most).toBe(4)
    expect(totals()).toMatchObject({ files: 50, processing: 50 })
    expect(server.completed.length).toBeLessThan(50)
  })

  it('10,000 files: batches of at most 500, every file once', async () => {
    engine.add(many(10_000), 'private')
    await run(20_000)
    expect(totals()).toMatchObject({ files: 10_000, done: 10_000, unfinished: 0 })
    expect(Math.max(...server.requests.map(({ body }) => body.files.length))).toBeLessThanOrEqual(500)
    const names = server.requests.flatMap(({ body }) => body.files.map(({ name }) => name))
    expect(new Set(names).size).toBe(10_000)
    expect(names).toHaveLength(10_000)
  }, 60_000)

  it('learns a failure and its reason', async () => {
    engine.add([file('a.jpg')], 'private')
    await run()
    server.settle('photo-1', 'failed')
    await run()
    expect(row('a.jpg')).toMatchObject({ state: 'failed', reason: 'It is broken.', retryable: false })
    server.settle('photo-1', 'ready')
    await run()
    expect(row('a.jpg').state).toBe('ready')
  })

  it.each(['missed', 'reconnected'])('asks again when news were %s', async (how) => {
    engine.add([file('a.jpg')], 'private')
    await run()
    server.settle('photo-1', 'ready', false)
    if (how === 'reconnected') server.reconnect()
    await run(how === 'missed' ? 11_000 : 300)
    expect(row('a.jpg').state).toBe('ready')
  })

  it('stops listening when nothing is being processed', async () => {
    engine.add([file('a.jpg')], 'private')
    await run()
    expect(server.listeners).toBe(1)
    server.settle('photo-1', 'ready')
    await run(11_000)
    expect(server.listeners).toBe(0)
  })
})

describe('known and foreign files', () => {
  it('does not send what the library has', async () => {
    server.known.set('a.jpg'.padEnd(64, '0'), 'old-1')
    engine.add([file('a.jpg'), file('b.jpg')], 'private')
    await run()
    expect(row('a.jpg')).toMatchObject({ state: 'known', photoId: 'old-1' })
    expect(row('b.jpg').state).toBe('processing')
    expect(totals()).toMatchObject({ known: 1, bytes: 1000 })
  })

  it('sends twins once; when the first is cancelled, the second goes', async () => {
    server.automatic = false
    engine.add([file('a.jpg'), file('a.jpg')], 'private')
    await run()
    expect(server.puts).toHaveLength(1)
    server.puts[0]?.resolve()
    await run()
    expect(rows().map((item) => item.state)).toEqual(['processing', 'known'])

    engine.add([file('b.jpg'), file('b.jpg')], 'private')
    await run()
    engine.cancel(3)
    await run()
    expect(server.puts).toHaveLength(1)
    server.puts[0]?.resolve()
    await run()
    expect(
      rows()
        .filter((item) => item.name === 'b.jpg')
        .map((item) => item.state),
    ).toEqual(['processing', 'cancelled'])
  })

  it('refuses what is no picture, but leaves it out of a folder without a word', async () => {
    engine.add([file('notes.txt'), file('trip/notes.txt', 10, true), file('empty.jpg', 0)], 'private')
    engine.skipped(['trip/.DS_Store'])
    await run()
    expect(row('notes.txt')).toMatchObject({ state: 'failed', retryable: false })
    expect(row('notes.txt').reason).toContain('JPEG')
    expect(row('empty.jpg').reason).toBe('The file is empty.')
    expect(engine.getSnapshot().skipped).toEqual({ count: 2, names: ['trip/.DS_Store', 'trip/notes.txt'] })
    expect(server.requests).toHaveLength(0)
  })

  it('shows the problem of a refused file and lets the others in', async () => {
    engine.add([file('huge.jpg', 2e9), file('a.jpg')], 'private')
    await run()
    expect(row('huge.jpg')).toMatchObject({ state: 'failed', reason: 'The file is too large.', retryable: false })
    expect(row('a.jpg').state).toBe('processing')
  })

  it('says when a file cannot be read any more', async () => {
    hasher.faults.push(new UnreadableFile())
    engine.add([file('gone.jpg')], 'private')
    await run()
    expect(row('gone.jpg')).toMatchObject({ state: 'failed', retryable: false })
  })
})

describe('cancel', () => {
  it('cancels one and tells the server, others go on', async () => {
    server.automatic = false
    engine.add(many(6), 'private')
    await run()
    engine.cancel(1)
    await run()
    expect(row('0.jpg').state).toBe('cancelled')
    expect(server.discarded).toEqual(['photo-1'])
    expect(server.puts).toHaveLength(4)
    expect(totals()).toMatchObject({ files: 5, cancelled: 1 })
  })

  it('cancels all and takes it back', async () => {
    server.automatic = false
    engine.add(many(6), 'private')
    await run()
    const cancelled = engine.cancelAll()
    await run()
    expect(totals()).toMatchObject({ cancelled: 6, unfinished: 0 })
    expect(server.puts).toHaveLength(0)
    server.automatic = true
    engine.retryThese(cancelled)
    await run(1000)
    expect(totals()).toMatchObject({ cancelled: 0, processing: 6 })
  })

  it('never throws away what the server may hold', async () => {
    server.faults.complete.push(new TransportFailure(400, 'Odd.'))
    engine.add([file('a.jpg')], 'private')
    await run()
    expect(row('a.jpg').state).toBe('failed')
    engine.cancelAll()
    engine.clear()
    await run()
    expect(server.discarded).toEqual([])
    expect(rows()).toEqual([])
  })
})

describe('visibility', () => {
  it('goes with the files of its time, and changes for all that are there', async () => {
    engine.add([file('a.jpg')], 'private')
    engine.add([file('b.jpg')], 'public')
    await run(1000)
    expect(server.requests.map(({ body }) => [body.files[0]?.name, body.visibility])).toEqual([
      ['a.jpg', 'private'],
      ['b.jpg', 'public'],
    ])
    await engine.setVisibility('public')
    await run()
    expect(server.visibilities).toEqual([{ ids: ['photo-1', 'photo-2'], visibility: 'public' }])
    expect(row('a.jpg').visibility).toBe('public')
  })
})

describe('the screen', () => {
  it('puts what moves first, then what failed, and counts speed and time left', async () => {
    server.automatic = false
    engine.add([file('a.jpg', 10_000), file('no.txt')], 'private')
    await run()
    expect(rows().map(({ name }) => name)).toEqual(['a.jpg', 'no.txt'])
    for (let step = 1; step <= 4; step += 1) {
      server.puts[0]?.sent(step * 1000)
      await run(1000)
    }
    const { bytesPerSecond, secondsLeft } = engine.getSnapshot()
    expect(bytesPerSecond).toBeGreaterThan(900)
    expect(bytesPerSecond).toBeLessThan(1300)
    expect(secondsLeft).toBeCloseTo(6000 / (bytesPerSecond ?? 0), 5)
  })

  it('gives the same snapshot until something changes, and at most ten a second', async () => {
    let told = 0
    engine.subscribe(() => {
      told += 1
    })
    engine.add(many(40), 'private')
    await run(1000)
    expect(told).toBeLessThanOrEqual(11)
    const before = engine.getSnapshot()
    expect(engine.getSnapshot()).toBe(before)
  })
})
