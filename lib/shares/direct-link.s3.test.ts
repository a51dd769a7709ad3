// A link and a webhook where browsers are sent to the store: what they give out, and for how long.
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { shareLinks } from '@/db/schema/shares'
import { webhookDeliveries } from '@/db/schema/webhooks'
import { makePhoto } from '@/db/testing/factories'
import { addAlbumPhotos } from '../albums/change-photos'
import { trashPhoto } from '../edits/trash-photo'
import { updatePhoto } from '../edits/update-photo'
import { fileReply } from '../http/file-reply'
import { readOriginal } from '../originals/read-original'
import { publishPhotos } from '../photos/events'
import { readRendition } from '../photos/read-rendition'
import { putRenditions } from '../photos/renditions'
import { refusal } from '../photos/testing/refusal'
import { decodedOf, inWorld, jpegBytes, sha256, type World } from '../photos/testing/world'
import { S3Store } from '../storage/s3'
import { makeTestBucket, testBucketSettings } from '../storage/testing/test-bucket'
import { createWebhook } from '../webhooks/webhooks'
import type { LinkContext } from './link-door'
import { createLink } from './make-link'
import { deleteLink, updateLink } from './own-links'
import { albumOf, inside, LINK_SECRET, ORIGIN, ready, visit } from './testing/visitor'

const server = inject('s3')
const TTL = 120

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

describe.skipIf(!server)('with a real S3 server, in direct mode', () => {
  if (!server) return

  /** A photo of anna's whose pictures and original lie in a bucket of their own. */
  async function directly(world: World) {
    const bucket = await makeTestBucket(server as never)
    const settings = { publicEndpoint: server?.endpoint, prefix: 'albumen/', urlTtl: TTL }
    const store = new S3Store(testBucketSettings(server as never, bucket, settings))
    const data = jpegBytes()
    const of = { ...ready, filename: 'My street 7.jpg', bytes: data.length, sha256: sha256(data) }
    const photo = await makePhoto(world.db, world.anna.id, of)
    await store.put(photo.objectKey, data, { bytes: data.length, contentType: 'image/jpeg' })
    await putRenditions(store, photo, decodedOf(data))
    return { bucket, store, photo, ctx: { ...world.as(world.anna), store } }
  }

  const asked = async (visitor: LinkContext, id: string, kind: 'thumb' | 'preview') =>
    fileReply(new Request('http://own.example/'), await readRendition(visitor, { id, kind }))

  it('a link sends to its pictures by an address that lives shortly, and to nothing once it is revoked', () =>
    inWorld(async (world) => {
      const { photo, ctx } = await directly(world)
      const other = await makePhoto(world.db, world.anna.id, ready)
      const link = await createLink(ctx, { select: { ids: [photo.id] } }, ORIGIN)
      const visitor = await inside(ctx, link)
      for (const kind of ['thumb', 'preview'] as const) {
        const reply = await asked(visitor, photo.id, kind)
        expect([reply.status, reply.headers.get('cache-control')]).toEqual([302, 'private, no-store'])
        const url = new URL(reply.headers.get('location') ?? '')
        expect(url.searchParams.get('X-Amz-Expires')).toBe(String(TTL))
        expect(decodeURIComponent(url.href)).not.toContain('My street')
        const got = await fetch(url)
        expect([got.status, await got.text()]).toEqual([200, kind])
        url.search = ''
        expect((await fetch(url)).status).toBe(403)
        url.pathname = url.pathname.replace(/[^/]+$/, 'other')
        expect((await fetch(url)).status).toBe(403)
      }
      expect(await refusal(asked(visitor, other.id, 'thumb'))).toBe('not_found')
      await deleteLink(ctx, { linkId: link.id })
      expect(await refusal(asked(visitor, photo.id, 'thumb'))).toBe('not_found')
      expect(await visit(ctx, link)).toBeNull()
    })())

  it.each(['locked', 'trashed', 'expired'])('nor to what is %s', (how) =>
    inWorld(async (world) => {
      const { photo, ctx } = await directly(world)
      const link = await createLink(ctx, { select: { ids: [photo.id] } }, ORIGIN)
      const visitor = await inside(ctx, link)
      expect((await asked(visitor, photo.id, 'thumb')).status).toBe(302)
      if (how === 'trashed') await trashPhoto(ctx, photo)
      else if (how === 'locked') await updateLink(ctx, { linkId: link.id }, { password: 'a word' }, ORIGIN)
      else
        await world.db
          .update(shareLinks)
          .set({ expiresAt: new Date(0) })
          .where(eq(shareLinks.id, link.id))
      expect(await refusal(asked(visitor, photo.id, 'thumb'))).toBe('not_found')
    })(),
  )

  it('a link with downloads never sends to the original itself', () =>
    inWorld(async (world) => {
      const { photo, ctx } = await directly(world)
      const link = await createLink(ctx, { select: { ids: [photo.id] }, allowDownload: true }, ORIGIN)
      const file = await readOriginal(await inside(ctx, link), { id: photo.id })
      expect(file.address).toBeUndefined()
      expect((await readOriginal(ctx, { id: photo.id })).address).toBeDefined()
    })())

  it('no body of a webhook holds an address or a key of the store', () =>
    inWorld(async (world) => {
      const { bucket, photo, ctx } = await directly(world)
      const events = ['photo.ready', 'photo.changed', 'photo.deleted', 'album.changed'] as const
      const hook = await createWebhook(ctx, { url: 'https://receiver.example/', events: [...events] })
      const album = await albumOf(ctx, [])
      await addAlbumPhotos(ctx, album.id, [photo.id])
      await publishPhotos(ctx.db, photo.ownerId, [photo], 'ready')
      await updatePhoto(ctx, { id: photo.id, patch: { title: 'A secret title', tags: ['secret'] } })
      await trashPhoto(ctx, photo)
      const written = await world.db.select().from(webhookDeliveries).where(eq(webhookDeliveries.webhookId, hook.id))
      expect(new Set(written.map(({ event }) => event))).toEqual(new Set(events))
      const bodies = written.map(({ body }) => body).join()
      expect(bodies).toContain(photo.id)
      expect(bodies).not.toMatch(/X-Amz|https?:|albumen\/|originals|renditions|secret|street/i)
      for (const word of [bucket, photo.objectKey, photo.sha256 ?? 'none', world.anna.email, world.anna.username])
        expect(bodies).not.toContain(word)
    })())
})
