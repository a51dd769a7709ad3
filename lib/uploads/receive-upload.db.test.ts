import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import { storeAway } from '../photos/testing/memory-store'
import { refusal } from '../photos/testing/refusal'
import { reserve, send, uploaded } from '../photos/testing/upload'
import { bodyOf, inLastingWorld, inWorld, jpegBytes, sha256 } from '../photos/testing/world'
import { receiveUpload } from './receive-upload'

test(
  'the bytes lie in the store and the row knows them',
  inWorld(async ({ as, anna, store, row }) => {
    const data = jpegBytes()
    const id = await reserve(as(anna), data, { sha256: sha256(data) })
    await send(as(anna), id, data)
    const photo = await row(id)
    expect(photo).toMatchObject({ status: 'uploading', sha256: sha256(data), mediaType: 'image/jpeg' })
    expect(photo.uploadedAt).not.toBeNull()
    expect(photo.objectKey).toMatch(/^originals\/[0-9a-f]{2}\/.*\.jpg$/)
    expect(store.objects.get(photo.objectKey)?.data.equals(data)).toBe(true)
  }),
)

test(
  'the type is what the bytes are, not what was said',
  inWorld(async ({ as, anna, row }) => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), jpegBytes(500)])
    const id = await reserve(as(anna), png)
    await send(as(anna), id, png)
    expect(await row(id)).toMatchObject({ mediaType: 'image/png', objectKey: expect.stringMatching(/\.png$/) })
  }),
)

const text = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'.repeat(100))
const photo = jpegBytes(5000)

test.each([
  ['a length that is given and too small', 5000, photo.subarray(0, 4000), 4000, 'invalid'],
  ['a length that is given and too big', 5000, jpegBytes(6000), 6000, 'too_large'],
  ['fewer bytes without a given length', 5000, photo.subarray(0, 4000), null, 'invalid'],
  ['fewer bytes than the given length', 5000, photo.subarray(0, 4000), 5000, 'invalid'],
  ['more bytes without a given length', 5000, jpegBytes(6000), null, 'too_large'],
  ['more bytes than announced, in one piece', 50, jpegBytes(6000), null, 'too_large'],
  ['no bytes', 5000, Buffer.alloc(0), null, 'invalid'],
  ['another type', text.length, text, text.length, 'unsupported_media'],
])('%s is refused and leaves nothing', async (_name, announced, data, contentLength, code) => {
  await inWorld(async ({ as, anna, store, row }) => {
    const id = await reserve(as(anna), jpegBytes(announced))
    const body = bodyOf(data, 100_000)
    expect(await refusal(receiveUpload(as(anna), { photoId: id, body, contentLength }))).toBe(code)
    expect(store.objects.size).toBe(0)
    expect(body.destroyed).toBe(true)
    expect(await row(id)).toMatchObject({ status: 'uploading', uploadedAt: null, sha256: null })
    await send(as(anna), id, jpegBytes(announced))
    expect(store.objects.size).toBe(1)
  })()
})

test(
  'bytes with another hash than announced are refused and leave nothing',
  inWorld(async ({ as, anna, store }) => {
    const data = jpegBytes()
    const id = await reserve(as(anna), data, { sha256: sha256(jpegBytes()) })
    expect(await refusal(send(as(anna), id, data))).toBe('unprocessable')
    expect(store.objects.size).toBe(0)
  }),
)

test(
  'a client that leaves in the middle leaves nothing',
  inWorld(async ({ as, anna, store, row }) => {
    const data = jpegBytes(50_000)
    const id = await reserve(as(anna), data)
    async function* cut() {
      yield data.subarray(0, 20_000)
      throw new Error('aborted')
    }
    const body = Readable.from(cut(), { objectMode: false })
    await expect(receiveUpload(as(anna), { photoId: id, body, contentLength: data.length })).rejects.toThrow('aborted')
    expect(store.objects.size).toBe(0)
    expect((await row(id)).uploadedAt).toBeNull()
  }),
)

test(
  'a store that is away says so, and the bytes can be sent again',
  inWorld(async ({ as, anna, store }) => {
    const data = jpegBytes()
    const id = await reserve(as(anna), data)
    store.before = (operation) => {
      if (operation === 'put') throw storeAway()
    }
    expect(await refusal(send(as(anna), id, data))).toBe('unavailable')
    store.before = () => {}
    await send(as(anna), id, data)
  }),
)

test(
  'a second PUT is refused, before and after completion, and changes nothing',
  inWorld(async ({ as, anna, store }) => {
    const data = jpegBytes()
    const id = await uploaded(as(anna), data)
    expect(await refusal(send(as(anna), id, jpegBytes(data.length)))).toBe('conflict')
    expect([...store.objects.values()].map((kept) => kept.data.equals(data))).toEqual([true])
  }),
)

test(
  'only the owner may send',
  inWorld(async ({ as, anna, ben, anonymous, db }) => {
    const data = jpegBytes()
    const id = await reserve(as(anna), data, { visibility: 'public' })
    expect(await refusal(send(anonymous, id, data))).toBe('unauthenticated')
    expect(await refusal(send(as(ben), id, data))).toBe('not_found')
    const shown = await makePhoto(db, anna.id, { visibility: 'public' })
    expect(await refusal(send(as(ben), shown.id, data))).toBe('forbidden')
    expect(await refusal(send(as(anna), '00000000-0000-7000-8000-000000000000', data))).toBe('not_found')
  }),
)

test('of two PUTs at once one wins, and only its object stays', async () => {
  await inLastingWorld(async ({ as, anna, store, row }) => {
    for (let round = 0; round < 5; round++) {
      const bodies = Array.from({ length: 4 }, () => jpegBytes(30_000))
      const id = await reserve(as(anna), bodies[0] as Buffer)
      const outcomes = await Promise.all(bodies.map((data) => refusal(send(as(anna), id, data))))
      expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(3)
      const photo = await row(id)
      const kept = [...store.objects.keys()].filter((key) => key.includes(id))
      expect(kept).toEqual([photo.objectKey])
      expect(sha256(store.objects.get(photo.objectKey)?.data as Buffer)).toBe(photo.sha256)
    }
  })
})
