import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeHasher, FakeTransport } from './fake-transport'
import { UploadEngine } from './upload-engine'

let server: FakeTransport
let engine: UploadEngine

const add = (count: number) =>
  engine.add(
    Array.from({ length: count }, (_, at) => {
      const name = `${at}.jpg`
      return { file: { name, size: 1000 } as File, name, fromFolder: false }
    }),
    'private',
  )
const run = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const near = (photoId: string) => engine.getSnapshot().rows.find((row) => row.photoId === photoId)?.near

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  server = new FakeTransport()
  server.outcome = 'ready'
  engine = new UploadEngine(server, new FakeHasher(), () => 0.5)
})
afterEach(() => void vi.useRealTimers())

it('asks about five hundred finished photos in a few requests, and tells what they look like', async () => {
  server.nearReply = (ids) => ({
    items: ids.includes('photo-3') ? [{ photo: 'photo-3', count: 2, like: ['photo-4', 'elsewhere'] }] : [],
    waiting: [],
  })
  add(500)
  await run(60_000)
  expect(engine.getSnapshot().totals).toMatchObject({ ready: 500, near: 1 })
  expect(near('photo-3')).toEqual({ count: 2, named: 2, here: 1 })
  expect(server.asked.flat()).toHaveLength(500)
  expect(new Set(server.asked.flat()).size).toBe(500)
  expect(server.asked.length).toBeLessThanOrEqual(20)
})

it('asks again about photos that are not compared yet, and gives up in the end', async () => {
  server.nearReply = (ids) => ({ items: [], waiting: ids })
  add(2)
  await run(9_000)
  expect(server.asked.length).toBeGreaterThan(1)
  server.nearReply = (ids) => ({ items: [{ photo: 'photo-1', count: 1, like: [] }], waiting: ids.slice(1) })
  await run(4_000)
  expect(near('photo-1')).toEqual({ count: 1, named: 0, here: 0 })
  await run(300_000)
  const asked = server.asked.length
  expect(asked).toBeLessThanOrEqual(20)
  await run(300_000)
  expect(server.asked).toHaveLength(asked)
})

it('goes on after a question that was not answered; the upload is not held up', async () => {
  let faults = 2
  server.nearReply = (ids) => {
    if (faults-- > 0) throw new Error('offline')
    return { items: ids.map((photo) => ({ photo, count: 1, like: [] })), waiting: [] }
  }
  add(1)
  await run(3_000)
  expect(engine.getSnapshot().totals).toMatchObject({ ready: 1, near: 0 })
  await run(9_000)
  expect(engine.getSnapshot().totals.near).toBe(1)
})
