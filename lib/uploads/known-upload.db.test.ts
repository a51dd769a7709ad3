// "Already in your library" is said only where the library itself holds the picture for as long as its owner wants it.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { sources } from '@/db/schema/sources'
import { makePhoto } from '@/db/testing/factories'
import { updatePhoto } from '../edits/update-photo'
import { processPhoto } from '../ingest/process'
import { deleteObjects } from '../photos/delete-objects'
import { incomingKey, renditionKey } from '../photos/keys'
import { storeAway } from '../photos/testing/memory-store'
import { refusal } from '../photos/testing/refusal'
import { accepted, ask, send, uploaded } from '../photos/testing/upload'
import { decodedOf, inWorld, jpegBytes, sha256, type World } from '../photos/testing/world'
import { completeUpload } from './complete-upload'

async function ready(world: World, data: Buffer): Promise<string> {
  const id = await uploaded(world.as(world.anna), data)
  await process(world, id, data)
  return id
}

async function process({ system }: World, id: string, data: Buffer): Promise<void> {
  const decoder = { decode: async () => decodedOf(data) }
  expect(await processPhoto(system, { photoId: id }, { decoder, locate: async () => null })).toBe('ready')
}

async function inSource({ db, anna }: World, data: Buffer, more: Partial<typeof photos.$inferInsert> = {}) {
  const [source] = await db
    .insert(sources)
    .values({ ownerId: anna.id, name: 'NAS', kind: 'directory', path: '/nowhere' })
    .returning()
  const addedAt = new Date('2024-01-01T00:00:00Z')
  const lies = { addedAt, sha256: sha256(data), bytes: data.length, sourceId: source?.id as string, sourceKey: 'a.jpg' }
  return { source: source?.id as string, photo: await makePhoto(db, anna.id, { ...lies, ...more }) }
}

test(
  'a picture whose original lies in the store is known, and only to its owner',
  inWorld(async (world) => {
    const data = jpegBytes()
    const id = await ready(world, data)
    expect(await ask(world, world.anna, data)).toMatchObject({ duplicateOf: id, photoId: id, method: null })
    await updatePhoto(world.as(world.anna), { id, patch: { visibility: 'public' } })
    expect(await ask(world, world.anna, data, 'private')).toMatchObject({ duplicateOf: id, visibility: 'public' })
    expect(await ask(world, world.ben, data)).toMatchObject({ duplicateOf: null, restores: false, copyIn: null })
    expect((await world.row(id)).status).toBe('ready')
  }),
)

test.each([
  ['there', {}, { source: 'NAS', missing: false }],
  ['missing', { missingAt: new Date() }, { source: 'NAS', missing: true }],
  ['not read yet', { status: 'processing' as const }, { source: 'NAS', missing: false }],
])(
  'a picture in a source (%s) is taken as one’s own copy, which stays when the source goes',
  async (_, more, copyIn) => {
    await inWorld(async (world) => {
      const { db, as, anna, row } = world
      const data = jpegBytes()
      const { photo, source } = await inSource(world, data, more)
      const ticket = accepted(await ask(world, anna, data))
      expect(ticket).toMatchObject({ copyIn, restores: false })
      expect(ticket.photoId).not.toBe(photo.id)
      await send(as(anna), ticket.photoId, data)
      await completeUpload(as(anna), { photoIds: [ticket.photoId] })
      if (photo.status === 'ready') expect((await row(ticket.photoId)).copyOf).toBe(photo.id)
      expect(await ask(world, anna, data)).toMatchObject({ duplicateOf: ticket.photoId })
      await db.delete(photos).where(eq(photos.sourceId, source))
      expect(await row(ticket.photoId)).toMatchObject({ status: 'processing', copyOf: null })
    })()
  },
)

test(
  'nothing is said of a source that is being disconnected',
  inWorld(async (world) => {
    const data = jpegBytes()
    const { source } = await inSource(world, data)
    await world.db.update(sources).set({ deletedAt: new Date() }).where(eq(sources.id, source))
    expect(await ask(world, world.anna, data)).toMatchObject({ method: 'PUT', duplicateOf: null, copyIn: null })
  }),
)

test.each([
  ['in the trash', { deletedAt: new Date() }],
  ['unfinished', { status: 'uploading' as const, uploadedAt: null }],
])('a photo that is %s is not known', async (_, state) => {
  await inWorld(async (world) => {
    const data = jpegBytes()
    const id = await ready(world, data)
    await world.db.update(photos).set(state).where(eq(photos.id, id))
    expect(await ask(world, world.anna, data)).toMatchObject({ method: 'PUT', duplicateOf: null, restores: false })
  })()
})

const damages: [string, (world: World, key: string, id: string) => unknown][] = [
  ['is missing', ({ store }, key) => void store.objects.delete(key)],
  ['is shorter', ({ store }, key) => store.plant(key, Buffer.alloc(10))],
  ['is other bytes of the same length', ({ store }, key) => store.plant(key, jpegBytes())],
  [
    'is missing and the photo failed for it',
    ({ store, db }, key, id) => {
      store.objects.delete(key)
      return db.update(photos).set({ status: 'failed', failure: 'missing' }).where(eq(photos.id, id))
    },
  ],
]

test.each(damages)('a photo whose original %s gets it back, with its edits', async (_, damage) => {
  await inWorld(async (world) => {
    const { as, anna, ben, store, row, jobs, system } = world
    const data = jpegBytes()
    const id = await ready(world, data)
    await updatePhoto(as(anna), { id, patch: { title: 'Mine', visibility: 'public', takenAt: '2001-02-03T04:05:06Z' } })
    const before = await row(id)
    await damage(world, before.objectKey, id)
    const ticket = accepted(await ask(world, anna, data))
    expect(ticket).toMatchObject({ photoId: id, restores: true })
    expect(await refusal(send(as(ben), id, data))).toMatch(/not_found|forbidden/)
    expect(await refusal(send(as(anna), id, jpegBytes(data.length)))).toBe('conflict')
    await send(as(anna), id, data)
    await send(as(anna), id, data)
    expect(await completeUpload(as(anna), { photoIds: [id] })).toMatchObject([{ id, status: 'processing' }])
    await process(world, id, data)
    const after = await row(id)
    expect(after).toMatchObject({ status: 'ready', title: 'Mine', visibility: 'public', failure: null })
    expect(after.takenLocal).toContain('2001-02-03')
    expect(store.objects.get(after.objectKey)?.data.equals(data)).toBe(true)
    expect(store.objects.has(renditionKey(id, after.revision, 'thumb'))).toBe(true)
    for (const { payload } of await jobs('objects.delete', id))
      await deleteObjects(system, payload as { keys: string[] })
    expect(store.objects.get(after.objectKey)?.data.equals(data)).toBe(true)
    expect([...store.objects.keys()].filter((key) => key.startsWith('originals/'))).toEqual([after.objectKey])
    expect(await ask(world, anna, data)).toMatchObject({ duplicateOf: id })
  })()
})

test(
  'straight to the store: the lost original comes back the same way, and wrong bytes change nothing',
  inWorld(async (world) => {
    const { as, anna, store, row } = world
    const data = jpegBytes()
    const id = await ready(world, data)
    store.direct = true
    store.objects.delete((await row(id)).objectKey)
    expect(await ask(world, anna, data)).toMatchObject({ photoId: id, restores: true })
    store.plant(incomingKey(id), jpegBytes())
    expect(await refusal(completeUpload(as(anna), { photoIds: [id] }))).toBe('unprocessable')
    expect(store.objects.has(incomingKey(id))).toBe(false)
    store.plant(incomingKey(id), data)
    expect(await completeUpload(as(anna), { photoIds: [id] })).toMatchObject([{ id, status: 'processing' }])
    expect(store.objects.get((await row(id)).objectKey)?.data.equals(data)).toBe(true)
    expect(store.objects.has(incomingKey(id))).toBe(false)
  }),
)

test(
  'a known photo whose renditions are lost is drawn again',
  inWorld(async (world) => {
    const data = jpegBytes()
    const id = await ready(world, data)
    world.store.objects.delete(renditionKey(id, 1, 'thumb'))
    expect(await ask(world, world.anna, data)).toMatchObject({ duplicateOf: id })
    await process(world, id, data)
    expect(world.store.objects.has(renditionKey(id, 1, 'thumb'))).toBe(true)
  }),
)

test(
  'a store that does not answer is no proof of anything',
  inWorld(async (world) => {
    const data = jpegBytes()
    await ready(world, data)
    world.store.before = (operation) => {
      if (operation === 'head') throw storeAway()
    }
    expect(await refusal(ask(world, world.anna, data))).toBe('unavailable')
  }),
)
