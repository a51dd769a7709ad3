import { createHash, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { S3Store } from './s3'
import type { S3Settings } from './s3-settings'
import { codeOf, listAll, newKey, optionsFor, readAll } from './testing/bodies'
import { describeObjectStore } from './testing/compliance'
import { makeTestBucket, openTestBucket, testBucketSettings } from './testing/test-bucket'

const server = inject('s3')

describe.skipIf(!server)('on a real S3 server', () => {
  if (!server) return
  describeObjectStore('a folder of a bucket', () => openTestBucket(server, { prefix: 'Some.Folder/in_it/' }))

  describe('its own ways', () => {
    let bucket: string
    const open = (overrides: Partial<S3Settings> = {}) => new S3Store(testBucketSettings(server, bucket, overrides))
    beforeAll(async () => {
      bucket = await makeTestBucket(server)
    })

    it('keeps the content type', async () => {
      const key = newKey()
      await open().put(key, Buffer.from('x'), { bytes: 1, contentType: 'image/webp' })
      expect((await open().head(key)).contentType).toBe('image/webp')
    })

    it('sees only what lies below its prefix', async () => {
      const [inner, outer] = [open({ prefix: 'inner/' }), open()]
      await inner.put('a/b.bin', Buffer.from('x'), optionsFor(1))
      await outer.put('a/c.bin', Buffer.from('x'), optionsFor(1))
      expect((await listAll(inner, '')).map((object) => object.key)).toEqual(['a/b.bin'])
      expect(await codeOf(inner.head('a/c.bin'))).toBe('not_found')
      expect((await outer.head('inner/a/b.bin')).bytes).toBe(1)
    })

    const wrong: [string, () => S3Store, RegExp][] = [
      ['a missing bucket', () => new S3Store(testBucketSettings(server, 'no-such-bucket')), /bucket .* does not exist/],
      ['an unknown access key', () => open({ accessKeyId: 'NOBODY' }), /does not know this access key/],
      ['a wrong secret', () => open({ secretAccessKey: 'wrong' }), /secret key does not fit/],
      ['an account without rights', () => open(server.stranger), /refuses these keys/],
      ['a server that is not there', () => open({ endpoint: 'http://127.0.0.1:9' }), /does not answer/],
    ]
    it.each(wrong)('says unavailable, never missing, with %s', async (_name, make, sentence) => {
      const store = make()
      const key = newKey()
      await expect(store.check()).rejects.toThrow(sentence)
      const actions = [
        store.check(),
        store.get(key),
        store.head(key),
        store.delete(key),
        store.copy(key, newKey(), 'x'),
        listAll(store, ''),
        store.put(key, Buffer.from('x'), optionsFor(1)),
        store.put(key, Buffer.from('x'), optionsFor(1, true)),
      ]
      expect(await Promise.all(actions.map(codeOf))).toEqual(actions.map(() => 'unavailable'))
    })
  })

  describe('signed addresses', () => {
    let store: S3Store
    let bucket: string
    const content = randomBytes(3000)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const direct = (overrides: Partial<S3Settings> = {}) =>
      new S3Store(testBucketSettings(server, bucket, { publicEndpoint: server.endpoint, prefix: 'in/', ...overrides }))
    const image = { bytes: content.length, contentType: 'image/jpeg' }
    beforeAll(async () => {
      bucket = await makeTestBucket(server, 'https://photos.example.org')
      store = direct()
    })
    const send = (url: string, headers: Record<string, string>, body: Buffer) =>
      fetch(url, { method: 'PUT', headers, body: new Uint8Array(body) })

    it.each([null, sha256])('takes exactly the announced body, once (SHA-256 %s)', async (announced) => {
      const key = newKey()
      const signed = await store.signPut(key, { ...image, sha256: announced })
      expect((await send(signed.url, signed.headers, content)).status).toBe(200)
      expect((await store.head(key)).contentType).toBe('image/jpeg')
      const replay = await send(signed.url, signed.headers, randomBytes(content.length))
      expect(replay.status).toBeGreaterThanOrEqual(400)
      expect((await readAll(store, key)).equals(content)).toBe(true)
    })

    const tampered: [string, (headers: Record<string, string>, url: URL) => void, number?][] = [
      ['another type', (headers) => (headers['content-type'] = 'text/html')],
      ['no type', (headers) => delete headers['content-type']],
      ['a longer body', () => undefined, 3001],
      ['a shorter body', () => undefined, 2999],
      ['no If-None-Match', (headers) => delete headers['if-none-match']],
      ['another SHA-256', (headers) => (headers['x-amz-checksum-sha256'] = createHash('sha256').update('x').digest('base64'))],
      ['no SHA-256', (headers) => delete headers['x-amz-checksum-sha256']],
      ['another key', (_, url) => (url.pathname = url.pathname.replace(/\.bin$/, '0.bin'))],
      ['a later expiry', (_, url) => url.searchParams.set('X-Amz-Expires', '90000')],
    ] // biome-ignore format: a table
    it.each(tampered)('refuses a PUT with %s', async (_name, change, length = content.length) => {
      const key = newKey()
      const signed = await store.signPut(key, { ...image, sha256 })
      const url = new URL(signed.url)
      change(signed.headers, url)
      const reply = await send(url.href, signed.headers, Buffer.concat([content, content]).subarray(0, length))
      expect(reply.status).toBe(403)
      expect(await codeOf(store.head(key))).toBe('not_found')
    })

    it('lets a browser read with the type and name it was told', async () => {
      const key = newKey()
      await store.put(key, content, optionsFor(content.length))
      const disposition = `attachment; filename="a.jpg"; filename*=UTF-8''%E6%97%A5.jpg`
      const { url } = await store.signGet(key, { contentType: 'image/jpeg', contentDisposition: disposition })
      const reply = await fetch(url)
      expect(Buffer.from(await reply.arrayBuffer()).equals(content)).toBe(true)
      expect(reply.headers.get('content-type')).toBe('image/jpeg')
      expect(reply.headers.get('content-disposition')).toBe(disposition)
      expect(reply.headers.get('cache-control')).toBe('private, max-age=450, immutable')
      const other = new URL(url)
      other.searchParams.set('response-content-type', 'text/html')
      expect((await fetch(other)).status).toBe(403)
      expect((await fetch(url, { method: 'DELETE' })).status).toBe(403)
    })

    it('ends when it should', async () => {
      const key = newKey()
      const brief = direct({ urlTtl: 2 })
      await brief.put(key, content, optionsFor(content.length))
      const get = await brief.signGet(key, { contentType: 'image/jpeg', contentDisposition: 'inline' })
      const put = await brief.signPut(newKey(), { ...image, sha256 })
      expect((await fetch(get.url)).status).toBe(200)
      await new Promise((resolve) => setTimeout(resolve, 3_100))
      expect((await fetch(get.url)).status).toBe(403)
      expect((await send(put.url, put.headers, content)).status).toBe(403)
      expect(put.expiresAt.getTime()).toBeLessThan(Date.now())
    })

    it('answers the browser of our own origin only', async () => {
      const { url, headers } = await store.signPut(newKey(), { ...image, sha256 })
      const ask = (origin: string) =>
        fetch(url, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'PUT',
            'access-control-request-headers': Object.keys(headers).join(','),
          },
        })
      expect((await ask('https://photos.example.org')).headers.get('access-control-allow-origin')).toBe(
        'https://photos.example.org',
      )
      expect((await ask('https://evil.example')).status).toBe(403)
    })
  })

  it('reads a stream while another is open and unread', async () => {
    const store = await openTestBucket(server)
    const key = newKey()
    const content = randomBytes(2_000_000)
    await store.put(key, content, optionsFor(content.length))
    const open = await Promise.all(Array.from({ length: 60 }, () => store.get(key)))
    expect((await buffer((await store.get(key)).body)).equals(content)).toBe(true)
    for (const { body } of open) body.destroy()
  })
})
