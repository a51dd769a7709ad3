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

/** Names of what a zip of three photos holds when something happens while the first of them is fetched. */
async function zipWhile(world: World, happens: (linkId: string, photoIds: string[]) => Promise<unknown>) {
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
  const link = await createLink(as(anna), { select: { ids }, allowDownload: true }, ORIGIN)
  const visitor = await inside(as(anna), link)
  const { url } = await requestSharedDownload(visitor, { ids }, 'here')
  let first = true
  store.before = async (operation) => {
    if (operation !== 'get' || !first) return
    first = false
    await happens(link.id, ids)
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
])('a zip that runs takes no further photo when its link is %s', (_, happens) =>
  inWorld(async (world) => {
    expect(await zipWhile(world, (linkId) => happens(world, linkId))).toEqual(['One.jpg', 'not included.txt'])
  })(),
)

it('nor one that went into the trash meanwhile', () =>
  inWorld(async (world) => {
    const trash = (_: string, ids: string[]) => trashPhoto(world.as(world.anna), { id: ids[1] ?? '' })
    expect(await zipWhile(world, trash)).toEqual(['One.jpg', 'Three.jpg', 'not included.txt'])
  })())
