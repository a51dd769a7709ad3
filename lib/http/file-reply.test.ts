import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { ByteRange } from '../storage/object-store'
import type { StoredFile } from '../storage/stored-file'
import { fileReply } from './file-reply'

const DATA = Buffer.from('0123456789')

function fileOf(overrides: Partial<StoredFile> = {}) {
  const opened: (ByteRange | undefined)[] = []
  const bodies: Readable[] = []
  const file: StoredFile = {
    tag: 'tag',
    contentType: 'image/jpeg',
    bytes: DATA.length,
    async open(range) {
      opened.push(range)
      const part = range ? DATA.subarray(range.start, (range.end ?? 9) + 1) : DATA
      const body = Readable.from([part], { objectMode: false })
      bodies.push(body)
      return { body, bytes: part.length }
    },
    ...overrides,
  }
  return { file, opened, bodies }
}

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request('http://x.test/file', { method, headers })

test.each([
  ['bytes=0-3', 206, 'bytes 0-3/10', '0123'],
  ['bytes=4-', 206, 'bytes 4-9/10', '456789'],
  ['bytes=-3', 206, 'bytes 7-9/10', '789'],
  ['bytes=-30', 206, 'bytes 0-9/10', '0123456789'],
  ['bytes=8-100', 206, 'bytes 8-9/10', '89'],
  ['bytes=10-', 416, 'bytes */10', ''],
  ['bytes=99999999999999999999-', 416, 'bytes */10', ''],
  ['bytes=-0', 416, 'bytes */10', ''],
  ['bytes=5-2', 200, null, '0123456789'],
  ['bytes=0-1,4-5', 200, null, '0123456789'],
  ['bytes=-', 200, null, '0123456789'],
  ['lines=0-3', 200, null, '0123456789'],
])('%s', async (range, status, contentRange, body) => {
  const reply = await fileReply(ask({ range }), fileOf().file)
  expect(reply.status).toBe(status)
  expect(reply.headers.get('content-range')).toBe(contentRange)
  expect(await reply.text()).toBe(body)
})

test.each([
  ['"tag"', 304],
  ['W/"tag"', 304],
  ['"other", "tag"', 304],
  ['*', 304],
  ['"other"', 200],
])('If-None-Match %s', async (tag, status) => {
  const { file, opened } = fileOf()
  const reply = await fileReply(ask({ 'if-none-match': tag }), file)
  expect(reply.status).toBe(status)
  expect(reply.headers.get('etag')).toBe('"tag"')
  expect(opened).toHaveLength(status === 304 ? 0 : 1)
})

test('a part of another state of the file is the whole of this one', async () => {
  const old = await fileReply(ask({ range: 'bytes=0-3', 'if-range': '"old"' }), fileOf().file)
  expect(old.status).toBe(200)
  const same = await fileReply(ask({ range: 'bytes=0-3', 'if-range': '"tag"' }), fileOf().file)
  expect(same.status).toBe(206)
})

test('HEAD opens nothing and tells the length', async () => {
  const { file, opened } = fileOf()
  const reply = await fileReply(ask({}, 'HEAD'), file)
  expect([reply.status, reply.headers.get('content-length'), reply.body]).toEqual([200, '10', null])
  const measured = fileOf({ bytes: null, measure: async () => 77 })
  expect((await fileReply(ask({}, 'HEAD'), measured.file)).headers.get('content-length')).toBe('77')
  expect([...opened, ...measured.opened]).toEqual([])
})

test('every reply is guarded against caches, sniffing, other sites and scripts', async () => {
  for (const headers of [{}, { range: 'bytes=0-1' }, { 'if-none-match': '*' }]) {
    const reply = await fileReply(ask(headers as Record<string, string>), fileOf().file)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
  }
})

test('where the store has an address, the reply is only that', async () => {
  const { file, opened } = fileOf({ address: async () => 'https://store.example.org/key' })
  const reply = await fileReply(ask(), file)
  expect([reply.status, reply.headers.get('location')]).toEqual([302, 'https://store.example.org/key'])
  expect(reply.headers.get('cache-control')).toBe('private, no-store')
  expect(opened).toEqual([])
})

test('a client that leaves closes the file, and an error of the file breaks the reply', async () => {
  const { file, bodies } = fileOf()
  const reply = await fileReply(ask(), file)
  await reply.body?.cancel()
  expect(bodies[0]?.destroyed).toBe(true)
  const broken = fileOf({ open: async () => ({ body: failing(), bytes: 10 }) })
  await expect((await fileReply(ask(), broken.file)).text()).rejects.toThrow('cut')
})

function failing(): Readable {
  async function* bytes() {
    yield Buffer.from('01')
    throw new Error('cut')
  }
  return Readable.from(bytes(), { objectMode: false })
}
