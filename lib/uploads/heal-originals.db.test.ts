// An original that the store has lost comes back from whatever else holds its bytes, on every road by which they come.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { albumPhotos } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { addAlbumPhotos } from '../albums/change-photos'
import { CreateAlbum } from '../albums/contract'
import { createAlbum } from '../albums/create-album'
import { restorePhoto } from '../edits/restore-photo'
import { trashPhoto } from '../edits/trash-photo'
import { restorePhotos } from '../edits/trash-photos'
import { updatePhoto } from '../edits/update-photo'
import { processPhoto } from '../ingest/process'
import { getPhoto } from '../photos/get-photo'
import { incomingKey } from '../photos/keys'
import { storeAway } from '../photos/testing/memory-store'
import { refusal } from '../photos/testing/refusal'
import { accepted, ask, reserve, send, uploaded } from '../photos/testing/upload'
import { bodyOf, decodedOf, inWorld, jpegBytes, type World } from '../photos/testing/world'
import { completeUpload } from './complete-upload'
import { healPhotos } from './heal-originals'
import { replaceFile } from './replace-file'

async function process({ system }: World, id: string, data: Buffer): Promise<void> {
  const decoder = { decode: async () => decodedOf(data) }
  expect(await processPhoto(system, { photoId: id }, { decoder, locate: async () => null })).toBe('ready')
}

async function ready(world: World, data: Buffer): Promise<string> {
  const id = await uploaded(world.as(world.anna), data)
  await process(world, id, data)
  return id
}

/** Another photo of the same content, as one gets while the first lies in the trash. */
async function twins(world: World, data: Buffer): Promise<[string, string]> {
  const { as, anna } = world
  const first = await ready(world, data)
  await updatePhoto(as(anna), { id: first, patch: { title: 'Mine' } })
  await trashPhoto(as(anna), { id: first })
  const ticket = accepted(await ask(world, anna, data))
  await send(as(anna), ticket.photoId, data)
  await completeUpload(as(anna), { photoIds: [ticket.photoId] })
  await process(world, ticket.photoId, data)
  return [first, ticket.photoId]
}

async function lose(world: World, id: string): Promise<void> {
  world.store.objects.delete((await world.row(id)).objectKey)
}

async function holds(world: World, id: string, data: Buffer): Promise<boolean> {
  return world.store.objects.get((await world.row(id)).objectKey)?.data.equals(data) ?? false
}

test(
  'a lost original comes back when its file is offered, though the account has another photo of it',
  inWorld(async (world) => {
    const { as, anna, row } = world
    const data = jpegBytes()
    const [first, second] = await twins(world, data)
    await restorePhoto(as(anna), { id: first })
    await lose(world, first)
    const ticket = await ask(world, anna, data)
    expect([first, second]).toContain('duplicateOf' in ticket && ticket.duplicateOf)
    expect(await holds(world, first, data)).toBe(true)
    await process(world, first, data)
    expect(await row(first)).toMatchObject({ status: 'ready', title: 'Mine', failure: null })
    expect(await holds(world, second, data)).toBe(true)
  }),
)

test(
  'one that is lost while it lies in the trash comes back when its file is uploaded, or when it is restored',
  inWorld(async (world) => {
    const { as, anna, jobs, system } = world
    const data = jpegBytes()
    const first = await ready(world, data)
    await trashPhoto(as(anna), { id: first })
    await lose(world, first)
    const ticket = accepted(await ask(world, anna, data))
    await send(as(anna), ticket.photoId, data)
    await completeUpload(as(anna), { photoIds: [ticket.photoId] })
    expect(await holds(world, first, data)).toBe(true)

    for (const restore of [
      () => restorePhoto(as(anna), { id: first }),
      () => restorePhotos(as(anna), { select: { ids: [first] } }),
    ]) {
      await world.db.update(photos).set({ deletedAt: new Date() }).where(eq(photos.id, first))
      await lose(world, first)
      await restore()
      const [job] = (await jobs('photo.heal', first)).slice(-1)
      await healPhotos(system, job?.payload as { photoIds: string[] })
      expect(await holds(world, first, data)).toBe(true)
    }
  }),
)

test(
  'nobody is healed from somebody else’s photo, and damaged bytes heal nothing',
  inWorld(async (world) => {
    const { as, anna, ben, system, store, row } = world
    const data = jpegBytes()
    const [first, second] = await twins(world, data)
    const hers = await uploaded(as(ben), data)
    await restorePhoto(as(anna), { id: first })
    await lose(world, first)
    store.plant((await row(second)).objectKey, jpegBytes())
    await healPhotos(system, { photoIds: [first] })
    expect(await holds(world, first, data)).toBe(false)
    expect(await holds(world, hers, data)).toBe(true)
    expect((await row(first)).status).toBe('ready')
  }),
)

test(
  'a store that does not answer: the job runs again',
  inWorld(async (world) => {
    const { as, anna, store, system } = world
    const [first] = await twins(world, jpegBytes())
    await restorePhoto(as(anna), { id: first })
    store.before = (operation) => {
      if (operation === 'head') throw storeAway()
    }
    expect(await refusal(healPhotos(system, { photoIds: [first] }))).toBe('unavailable')
  }),
)

test.each([['through the app'], ['straight to the store']])(
  'announced without SHA-256, %s: the photo there is gets its lost original back, and no second one comes to be',
  async (road) => {
    await inWorld(async (world) => {
      const { as, anna, row, store, db } = world
      const data = jpegBytes()
      const first = await ready(world, data)
      const upload = async () => {
        const id = await reserve(as(anna), data)
        if (road === 'through the app') await send(as(anna), id, data)
        else {
          store.direct = true
          store.plant(incomingKey(id), data)
        }
        return id
      }
      const album = await createAlbum(as(anna), CreateAlbum.parse({ title: 'A' }))
      const again = await upload()
      await addAlbumPhotos(as(anna), album.id, [again])
      expect(await completeUpload(as(anna), { photoIds: [again] })).toMatchObject([{ id: first, status: 'ready' }])
      expect(await completeUpload(as(anna), { photoIds: [again] })).toMatchObject([{ id: first, status: 'ready' }])
      expect(await getPhoto(as(anna), { id: again })).toMatchObject({ id: first, albums: [{ id: album.id }] })
      expect(await db.select().from(albumPhotos).where(eq(albumPhotos.photoId, again))).toEqual([])

      await lose(world, first)
      const third = await upload()
      expect(await completeUpload(as(anna), { photoIds: [third] })).toMatchObject([{ id: first, status: 'processing' }])
      expect(await holds(world, first, data)).toBe(true)
      await process(world, first, data)
      const shown = await db.select({ id: photos.id }).from(photos).where(eq(photos.status, 'ready'))
      expect(shown).toEqual([{ id: first }])
      expect((await row(third)).copyOf).toBe(first)
    })()
  },
)

test(
  'the file of a photo whose copies have lost theirs: they get it back, also when it was another before',
  inWorld(async (world) => {
    const { as, anna, jobs, system } = world
    const data = jpegBytes()
    const [first, second] = await twins(world, data)
    await restorePhoto(as(anna), { id: first })
    const third = await ready(world, jpegBytes())
    for (const id of [second, third]) {
      for (const lost of [first, second]) await lose(world, lost)
      const before = (await jobs('photo.heal', id)).length
      await replaceFile(as(anna), { id, body: bodyOf(data) })
      const heals = await jobs('photo.heal', id)
      expect(heals).toHaveLength(before + 1)
      await healPhotos(system, heals.at(-1)?.payload as { photoIds: string[] })
      for (const healed of new Set([first, second, id])) {
        expect(await holds(world, healed, data)).toBe(true)
        await process(world, healed, data)
      }
    }
    expect((await world.row(first)).title).toBe('Mine')
  }),
)
