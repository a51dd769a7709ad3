import { describe, expect, inject, it } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import type { Context } from '../context/context'
import { incomingKey } from '../photos/keys'
import { readRendition } from '../photos/read-rendition'
import { inLastingWorld, inWorld, jpegBytes, sha256, type World } from '../photos/testing/world'
import { S3Store } from '../storage/s3'
import { codeOf, listAll, readAll } from '../storage/testing/bodies'
import { makeTestBucket, testBucketSettings } from '../storage/testing/test-bucket'
import { completeUpload } from './complete-upload'
import { requestUpload } from './request-upload'

const server = inject('s3')

describe.skipIf(!server)('an upload straight to a real S3 server', () => {
  if (!server) return

  async function directly(world: World): Promise<{ ctx: Context; store: S3Store }> {
    const settings = { publicEndpoint: server?.endpoint, prefix: 'albumen/' }
    const store = new S3Store(testBucketSettings(server as never, await makeTestBucket(server as never), settings))
    return { ctx: { ...world.as(world.anna), store }, store }
  }

  async function reserve(ctx: Context, data: Buffer, hash?: string) {
    const file = { name: 'IMG_1.jpg', bytes: data.length, mediaType: 'image/jpeg', ...(hash ? { sha256: hash } : {}) }
    const { uploads } = await requestUpload(ctx, { visibility: 'private', files: [file] })
    const [ticket] = uploads
    if (!ticket || 'problem' in ticket || ticket.url === null) throw new Error('refused')
    const { photoId, url, headers } = ticket
    const put = (body: Buffer) =>
      fetch(url, { method: 'PUT', headers, body: new Uint8Array(body) }).then((reply) => reply.status)
    return { photoId, put }
  }

  it.each([true, false])('is read once, checked and moved (SHA-256 announced: %s)', (announced) =>
    inWorld(async (world) => {
      const { ctx, store } = await directly(world)
      const data = jpegBytes(300_000)
      const { photoId, put } = await reserve(ctx, data, announced ? sha256(data) : undefined)
      expect(await codeOf(completeUpload(ctx, { photoIds: [photoId] }))).toBe('conflict')
      expect(await put(data)).toBe(200)
      expect(await put(data)).toBe(412)
      const [photo] = await completeUpload(ctx, { photoIds: [photoId] })
      expect(photo).toMatchObject({ id: photoId, status: 'processing', sha256: sha256(data) })
      const row = await world.row(photoId)
      expect((await listAll(store, '')).map((object) => object.key)).toEqual([row.objectKey])
      expect((await readAll(store, row.objectKey)).equals(data)).toBe(true)
      expect((await store.head(row.objectKey)).etag).toBe(row.etag)
    })(),
  )

  it('cannot be changed by a late PUT to the same address', () =>
    inWorld(async (world) => {
      const { ctx, store } = await directly(world)
      const data = jpegBytes(50_000)
      const { photoId, put } = await reserve(ctx, data)
      await put(data)
      await completeUpload(ctx, { photoIds: [photoId] })
      await put(jpegBytes(50_000))
      const [photo] = await completeUpload(ctx, { photoIds: [photoId] })
      expect(photo).toMatchObject({ status: 'processing', sha256: sha256(data) })
      expect((await readAll(store, (await world.row(photoId)).objectKey)).equals(data)).toBe(true)
    })())

  it.each([
    ['other bytes than announced', () => jpegBytes(9_000), 'unprocessable'],
    ['what is no photo', () => Buffer.alloc(9_000, '<svg>'), 'unsupported_media'],
  ])('of %s is refused, and the right bytes can be sent after it', (_name, make, code) =>
    inWorld(async (world) => {
      const { ctx, store } = await directly(world)
      const data = jpegBytes(9_000)
      const { photoId, put } = await reserve(ctx, data, sha256(data))
      // A store that compares the SHA-256 itself refuses already here.
      const status = await put(make())
      if (status === 200) expect(await codeOf(completeUpload(ctx, { photoIds: [photoId] }))).toBe(code)
      expect(await listAll(store, '')).toEqual([])
      expect(await put(data)).toBe(200)
      const [photo] = await completeUpload(ctx, { photoIds: [photoId] })
      expect(photo?.status).toBe('processing')
    })(),
  )

  it('completed ten times at once becomes one photo with one object and one job', () =>
    inLastingWorld(async (world) => {
      const { ctx, store } = await directly(world)
      const data = jpegBytes(80_000)
      const { photoId, put } = await reserve(ctx, data, sha256(data))
      await put(data)
      const replies = await Promise.all(Array.from({ length: 10 }, () => completeUpload(ctx, { photoIds: [photoId] })))
      for (const [photo] of replies) expect(photo).toMatchObject({ id: photoId, status: 'processing' })
      const { objectKey } = await world.row(photoId)
      expect((await listAll(store, 'originals/')).map((object) => object.key)).toEqual([objectKey])
      expect(await listAll(store, incomingKey(photoId))).toEqual([])
      expect(await world.jobs('photo.process', photoId)).toHaveLength(1)
    }))

  it('is shown by an address at the store, to those who may see it', () =>
    inWorld(async (world) => {
      const { ctx, store } = await directly(world)
      const photo = await makePhoto(world.db, world.anna.id)
      const thumb = Buffer.from('RIFF....WEBP')
      const key = `renditions/${photo.id.slice(-2)}/${photo.id}-${photo.revision}-thumb.webp`
      await store.put(key, thumb, { bytes: thumb.length, contentType: 'image/webp' })
      const file = await readRendition(ctx, { id: photo.id, kind: 'thumb' })
      const reply = await fetch((await file.address?.()) ?? '')
      expect([reply.status, reply.headers.get('content-type'), await reply.text()]).toEqual([
        200,
        'image/webp',
        String(thumb),
      ])
      const other = { ...world.as(world.ben), store }
      expect(await codeOf(readRendition(other, { id: photo.id, kind: 'thumb' }))).toBe('not_found')
    })())
})
