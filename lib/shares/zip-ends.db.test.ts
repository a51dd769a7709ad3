import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import { streamDownload } from '../downloads/stream-download'
import { trashPhoto } from '../edits/trash-photo'
import { inWorld, type World } from '../photos/testing/world'
import { createLink } from './make-link'
import { deleteLink, updateLink } from './own-links'
import { requestSharedDownload } from './request-shared-download'
import { inside, LINK_SECRET, ORIGIN, ready } from './testing/visitor'

beforeAll(() => {
  process.env.AUTH_SECRET = LINK_SECRET
})

/** Names of what a zip of three photos holds when something happens while the first or a later one of them is fetched. */
async function zipWhile(world: World, happens: (linkId: string, photoIds: string[]) => Promise<unknown>, at = 1) {
  const { db, store, anna, as } = world
  const data = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
  const photos = []
  for (const title of ['One', 'Two', 'Three']) {
    const photo = await makePhoto(db, anna.id, { ...ready, title, bytes: data.length })
    await store.put(photo.objectKey, data, { bytes: data.length, contentType: 'image/jpeg' })
    photos.push(photo)
  }
  const ids = photos.map(({ id }) => id)
  const link = await createLink(as(anna), { select: { ids }, allowDownload: true, showLocation: true }, ORIGIN)
  const visitor = await inside(as(anna), link)
  const { url } = await requestSharedDownload(visitor, { ids }, 'here')
  let fetched = 0
  store.before = async (operation) => {
    if (operation !== 'get') return
    fetched += 1
    if (fetched === at) await happens(link.id, ids)
  }
  const { body } = await streamDownload(visitor, url.split('/').at(-1) ?? '')
  const zip = (await buffer(body)).toString('latin1')
  // Each entry begins with this word; its name stands 26 bytes behind it.
  const entries = zip.split('PK\u0003\u0004').slice(1)
  return entries.map((entry) => /^[\w ]+\.\w{3}/.exec(entry.slice(26))?.[0])
}

it.each([
  ['revoked', async ({ as, anna }: World, linkId: string) => deleteLink(as(anna), { linkId })],
  [
    'locked',
    async ({ as, anna }: World, linkId: string) => updateLink(as(anna), { linkId }, { password: 'word' }, ORIGIN),
  ],
  [
    'without downloads',
    async ({ as, anna }: World, linkId: string) => updateLink(as(anna), { linkId }, { allowDownload: false }, ORIGIN),
  ],
  [
    'without places',
    async ({ as, anna }: World, linkId: string) => updateLink(as(anna), { linkId }, { showLocation: false }, ORIGIN),
  ],
])('a zip that runs takes no further photo when its link is %s', (_, happens) =>
  inWorld(async (world) => {
    expect(await zipWhile(world, (linkId) => happens(world, linkId))).toEqual(['not included.txt'])
    // The first was given; the second lies ready by then, and does not follow.
    const later = await zipWhile(world, (linkId) => happens(world, linkId), 2)
    expect(later.filter((name) => name !== 'One.jpg')).toEqual(['not included.txt'])
  })(),
)

it('a zip names a file whose metadata cannot be cut out, and says so', () =>
  inWorld(async ({ db, store, anna, as }) => {
    const data = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
      .tiff()
      .toBuffer()
    const half = data.subarray(0, data.readUInt32LE(4) + 4)
    const fields = { ...ready, title: 'Half', mediaType: 'image/tiff', bytes: half.length }
    const photo = await makePhoto(db, anna.id, fields)
    await store.put(photo.objectKey, half, { bytes: half.length, contentType: 'image/tiff' })
    const link = await createLink(as(anna), { select: { ids: [photo.id] }, allowDownload: true }, ORIGIN)
    const visitor = await inside(as(anna), link)
    const { url } = await requestSharedDownload(visitor, {}, 'here')
    const { body } = await streamDownload(visitor, url.split('/').at(-1) ?? '')
    const text = (await buffer(body)).toString('latin1')
    expect(text).toContain('Half.tif: This photo cannot be given without its metadata.')
  })())

it('nor one that went into the trash meanwhile', () =>
  inWorld(async (world) => {
    const trash = (_: string, ids: string[]) => trashPhoto(world.as(world.anna), { id: ids[1] ?? '' })
    expect(await zipWhile(world, trash)).toEqual(['One.jpg', 'Three.jpg', 'not included.txt'])
  })())
