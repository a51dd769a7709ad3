// Files that the library has already, or whose photo wants its lost original back: never changed, never thrown away.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { UploadTicket } from '@/lib/uploads/upload-contract'
import { FakeHasher, FakeTransport } from './fake-transport'
import { TransportFailure } from './transport'
import { type NewFile, UploadEngine } from './upload-engine'
import type { UploadItem } from './upload-item'

/** Answers as the server does: it says, too, who may see the photo that is there. */
class KnowingTransport extends FakeTransport {
  visibility: 'public' | 'private' = 'public'

  override async request(body: Parameters<FakeTransport['request']>[0], key: string) {
    const { uploads } = await super.request(body, key)
    const said = uploads.map(
      (ticket): UploadTicket =>
        'method' in ticket && ticket.method === null ? { ...ticket, visibility: this.visibility } : ticket,
    )
    return { uploads: said }
  }
}

let server: KnowingTransport
let engine: UploadEngine

const file = (name: string): NewFile => ({ file: { name, size: 1000 } as File, name, fromFolder: false })
const run = (ms = 300) => vi.advanceTimersByTimeAsync(ms)
const row = (name: string) => engine.getSnapshot().rows.find((item) => item.name === name) as UploadItem
const have = (name: string, id: string) => server.known.set(name.padEnd(64, '0'), id)

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  server = new KnowingTransport()
  engine = new UploadEngine(server, new FakeHasher(), () => 0.5)
})
afterEach(() => void vi.useRealTimers())

describe('a file that the library has', () => {
  beforeEach(() => have('a.jpg', 'old-1'))

  it.each(['public', 'private'] as const)('is not sent nor completed, and says that the photo is %s', async (is) => {
    server.visibility = is
    engine.add([file('a.jpg'), file('a.jpg')], 'private')
    await run(1000)
    const known = { state: 'known', photoId: 'old-1', existing: { visibility: is } }
    expect(engine.getSnapshot().rows).toMatchObject([known, known])
    expect(engine.getSnapshot().totals).toMatchObject({ files: 2, known: 2, done: 2, bytes: 0, unfinished: 0 })
    expect([server.most, server.completed]).toEqual([0, []])
  })

  it('stays as visible as it is, whatever is said of those that are sent', async () => {
    engine.add([file('a.jpg'), file('b.jpg')], 'private')
    await run(1000)
    await engine.setVisibility('public')
    expect(server.visibilities).toEqual([{ ids: ['photo-1'], visibility: 'public' }])
    expect(row('a.jpg')).toMatchObject({ visibility: 'private', existing: { visibility: 'public' } })
  })

  it('is not thrown away when all is cancelled and cleared', async () => {
    server.automatic = false
    engine.add([file('a.jpg'), file('b.jpg')], 'private')
    await run(1000)
    engine.cancelAll()
    engine.clear()
    await run()
    expect(server.discarded).toEqual(['photo-1'])
  })

  it('is asked about again with the same key when the answer was lost, and is known once', async () => {
    server.faults.request.push(new TransportFailure(0, 'No answer.'))
    engine.add([file('a.jpg')], 'private')
    await run(30_000)
    const keys = server.requests.map(({ key }) => key)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
    expect(row('a.jpg')).toMatchObject({ state: 'known', photoId: 'old-1' })
  })
})

describe('a file whose photo has lost its original', () => {
  beforeEach(() => {
    server.extra = { restores: true }
  })

  it('is sent, says so, and its photo stays as visible as it is', async () => {
    engine.add([file('a.jpg')], 'private')
    await run()
    await engine.setVisibility('public')
    expect(server.completed).toEqual([['photo-1']])
    expect(row('a.jpg')).toMatchObject({ state: 'processing', photoId: 'photo-1', existing: { visibility: null } })
    expect(row('a.jpg').note).toContain('whole again')
    expect(server.visibilities).toEqual([])
  })

  it('is not thrown away with its photo when it is cancelled halfway', async () => {
    server.automatic = false
    engine.add([file('a.jpg')], 'private')
    await run()
    expect(server.puts).toHaveLength(1)
    engine.cancelAll()
    await run()
    expect(server.discarded).toEqual([])
  })
})

describe('a file that a source of one’s own has, too', () => {
  it.each([
    [false, 'a copy of the one in your source “NAS”'],
    [true, 'a copy of one that is missing in your source “NAS”'],
  ])('is sent as one’s own copy, which is said (missing there: %s)', async (missing, note) => {
    server.extra = { copyIn: { source: 'NAS', missing } as NonNullable<FakeTransport['extra']['copyIn']> }
    engine.add([file('a.jpg')], 'private')
    await run()
    expect(row('a.jpg')).toMatchObject({ state: 'processing', note, existing: null })
    expect(engine.getSnapshot().totals).toMatchObject({ known: 0, bytes: 1000 })
  })
})
