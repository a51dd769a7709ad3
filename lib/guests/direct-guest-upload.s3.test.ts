import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { photos } from '@/db/schema/photos'
import { shareLinks } from '@/db/schema/shares'
import { makePhoto } from '@/db/testing/factories'
import { refusal } from '../photos/testing/refusal'
import { accepted, fileOf } from '../photos/testing/upload'
import { inWorld, jpegBytes, sha256, type World } from '../photos/testing/world'
import { LINK_SECRET } from '../shares/testing/visitor'
import { S3Store } from '../storage/s3'
import { readAll } from '../storage/testing/bodies'
import { makeTestBucket, testBucketSettings } from '../storage/testing/test-bucket'
import { completeGuestUploads } from './guest-uploads'
import { requestGuestUploads } from './request-guest-uploads'
import { known, opened } from './testing/guest'

const server = inject('s3')

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

describe.skipIf(!server)('a guest’s upload straight to a real S3 server', () => {
  if (!server) return

  async function directly({ as, anna }: World) {
    const settings = { publicEndpoint: server?.endpoint, prefix: 'albumen/' }
    const store = new S3Store(testBucketSettings(server as never, await makeTestBucket(server as never), settings))
    const { link, visitor } = await opened(as(anna), [])
    return { store, link, visitor: { ...visitor, store } }
  }

  async function put(visitor: Awaited<ReturnType<typeof directly>>['visitor'], data: Buffer, sent = data) {
    const oma = await known(visitor, 'Oma')
    const { reply } = await requestGuestUploads(visitor, oma, { files: [fileOf(data)] })
    const { photoId, url, headers } = accepted(reply.uploads[0])
    const { status } = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(sent) })
    return { oma, photoId, status }
  }

  it('is checked and moved, known to the owner or not, and told the same', () =>
    inWorld(async (world) => {
      const { store, visitor } = await directly(world)
      const data = jpegBytes(300_000)
      await makePhoto(world.db, world.anna.id, { sha256: sha256(data) })
      const { oma, photoId, status } = await put(visitor, data)
      expect(status).toBe(200)
      const done = await completeGuestUploads(visitor, oma.cookies, { photoIds: [photoId] })
      expect(done).toEqual({ photos: [{ id: photoId, status: 'processing', failure: null }] })
      const row = await world.row(photoId)
      expect(row).toMatchObject({ ownerId: world.anna.id, visibility: 'private', sha256: sha256(data) })
      expect((await readAll(store, row.objectKey)).equals(data)).toBe(true)
    })())

  it('is no photo where it is none, and gives its room back', () =>
    inWorld(async (world) => {
      const { visitor } = await directly(world)
      const text = Buffer.from('<svg onload="alert(1)">'.padEnd(400))
      const { oma, photoId } = await put(visitor, text)
      const refused = completeGuestUploads(visitor, oma.cookies, { photoIds: [photoId] })
      expect(await refusal(refused)).toBe('unsupported_media')
      expect(await world.db.select().from(photos).where(eq(photos.id, photoId))).toEqual([])
    })())

  it('comes to nothing where the link ended before it was told of', () =>
    inWorld(async (world) => {
      const { link, visitor } = await directly(world)
      const { oma, photoId, status } = await put(visitor, jpegBytes(50_000))
      expect(status).toBe(200)
      await world.db
        .update(shareLinks)
        .set({ expiresAt: new Date(0) })
        .where(eq(shareLinks.id, link.id))
      expect(await refusal(completeGuestUploads(visitor, oma.cookies, { photoIds: [photoId] }))).toBe('not_found')
      expect(await world.row(photoId)).toMatchObject({ status: 'uploading' })
    })())
})
