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

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  server = new FakeTransport()
  hasher = new FakeHasher()
  engine = new UploadEngine(server, hasher, () => 0.5)
})
afterEach(() => void vi.useRealTimers())

describe('photos that were there before', () => {
  it.each([
    [{ restores: true, copyIn: null }, 'its stored file was missing or changed and is whole again'],
    [{ restores: false, copyIn: { source: 'NAS', missing: false } }, 'a copy of the one in your source “NAS”'],
    [
      { restores: false, copyIn: { source: 'NAS', missing: true } },
      'a copy of one that is missing in your source “NAS”',
    ],
  ])('%o', async (extra, note) => {
    server.extra = extra
    engine.add([file('a.jpg')], 'private')
    await run()
    expect(row('a.jpg')).toMatchObject({ state: 'processing', note })
  })

  it('are neither thrown away nor shown to others with the uploads', async () => {
    server.extra = { restores: true }
    server.automatic = false
    engine.add([file('a.jpg')], 'private')
    await run()
    await engine.setVisibility('public')
    engine.cancelAll()
    await run()
    expect(server.discarded).toEqual([])
    expect(server.visibilities).toEqual([])
  })
})

describe('accounts', () => {
  beforeEach(() => {
    server.loggedIn = { id: '1', username: 'anna' }
    engine = new UploadEngine(server, hasher, () => 0.5, 'anna')
  })

  it('an ended session pauses; it goes on with the same account, whatever it is called by then', async () => {
    server.faults.complete.push(new TransportFailure(401, 'Log in.'))
    engine.add([file('a.jpg')], 'private')
    await run()
    expect(engine.brake.state).toEqual({ kind: 'signed-out', other: null })
    server.loggedIn = null
    engine.resume()
    await run()
    expect(engine.brake.state).toEqual({ kind: 'signed-out', other: null })
    server.loggedIn = { id: '1', username: 'ann' }
    engine.resume()
    await run()
    expect(row('a.jpg').state).toBe('processing')
  })

  it('nothing is sent to, or lost to, another account', async () => {
    server.automatic = false
    engine.add(many(20), 'private')
    await run()
    const before = server.requests.length
    server.loggedIn = { id: '2', username: 'ben' }
    while (server.puts.length > 0) {
      for (const put of [...server.puts]) put.reject(new TransportFailure(404, 'Nothing.'))
      await run(5000)
    }
    engine.add([file('late.jpg')], 'private')
    await run(5000)
    engine.resume()
    await run(1000)
    expect(engine.brake.state).toEqual({ kind: 'signed-out', other: 'ben' })
    expect(server.requests.length).toBe(before)
    server.loggedIn = { id: '1', username: 'anna' }
    server.automatic = true
    engine.resume()
    await run(20_000)
    expect(totals()).toMatchObject({ processing: 21, failed: 0, cancelled: 0 })
  })
})
