import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { makePhoto } from '@/db/testing/factories'
import { emptyTrash } from '../edits/empty-trash'
import { locatePhotos } from '../ingest/locate-photos'
import { deleteObjects } from '../photos/delete-objects'
import { incomingKey, keysOfPhoto } from '../photos/keys'
import { storeAway } from '../photos/testing/memory-store'
import { refusal } from '../photos/testing/refusal'
import { reserve, send, uploaded } from '../photos/testing/upload'
import { inWorld, jpegBytes, type World } from '../photos/testing/world'
import { expireUploads } from './expire-uploads'

const age = ({ db }: World, id: string, hours: number) =>
  db
    .update(photos)
    .set({ addedAt: sql`now() - make_interval(hours => ${hours})` })
    .where(eq(photos.id, id))

const DAY_MS = 86_400_000

test(
  'unfinished uploads go after 24 hours, with what was sent for them; nothing else does',
  inWorld(async (world) => {
    const { as, anna, store, system, row, jobs } = world
    const data = jpegBytes()
    const neverId = await reserve(as(anna), data)
    const sentId = await reserve(as(anna), data)
    const youngId = await reserve(as(anna), data)
    await send(as(anna), sentId, data)
    const doneId = await uploaded(as(anna))
    for (const id of [neverId, sentId, doneId]) await age(world, id, 25)
    await age(world, youngId, 23)
    const { objectKey } = await row(sentId)
    await expireUploads(system)
    for (const id of [neverId, sentId]) await expect(row(id)).rejects.toThrow('no such photo')
    expect((await row(youngId)).status).toBe('uploading')
    expect((await row(doneId)).status).toBe('processing')
    const [job] = await jobs('objects.delete', sentId)
    await deleteObjects(system, job?.payload as { keys: string[] })
    expect(store.objects.has(objectKey)).toBe(false)
    expect(store.objects.has((await row(doneId)).objectKey)).toBe(true)
  }),
)

test(
  'stray objects below incoming/ go when they are old and nobody waits for them',
  inWorld(async (world) => {
    const { as, anna, store, system } = world
    const waiting = await reserve(as(anna), jpegBytes())
    const old = new Date(Date.now() - 2 * DAY_MS)
    const stray = incomingKey('00000000-0000-7000-8000-000000000000')
    store.plant(incomingKey(waiting), jpegBytes(), old)
    store.plant(stray, jpegBytes(), old)
    store.plant(incomingKey('00000000-0000-7000-8000-000000000001'), jpegBytes())
    store.plant('incoming/notes.txt', Buffer.from('not ours'), old)
    expect((await expireUploads(system)).objects).toBe(1)
    expect(store.objects.has(stray)).toBe(false)
    expect(store.objects.size).toBe(3)
  }),
)

test(
  'the trash is emptied after 30 days',
  inWorld(async ({ db, anna, system, row, jobs }) => {
    const old = await makePhoto(db, anna.id, { deletedAt: new Date(Date.now() - 31 * DAY_MS) })
    const recent = await makePhoto(db, anna.id, { deletedAt: new Date(Date.now() - 29 * DAY_MS) })
    await emptyTrash(system)
    await expect(row(old.id)).rejects.toThrow('no such photo')
    expect((await row(recent.id)).deletedAt).not.toBeNull()
    expect(await jobs('objects.delete', old.id)).toHaveLength(1)
  }),
)

test(
  'an object that a photo uses is never deleted, nor one that is not of our making',
  inWorld(async (world) => {
    const { as, anna, store, system, row } = world
    const id = await uploaded(as(anna))
    const photo = await row(id)
    const orphan = photo.objectKey.replace(/-[0-9a-f]{12}\./, '-000000000000.')
    for (const key of [orphan, 'elsewhere/file.jpg']) store.plant(key, jpegBytes())
    const keys = [...keysOfPhoto(photo), orphan, 'elsewhere/file.jpg']
    await deleteObjects(system, { keys })
    await deleteObjects(system, { keys })
    expect([...store.objects.keys()].sort()).toEqual(['elsewhere/file.jpg', photo.objectKey].sort())
  }),
)

test(
  'a store that is away leaves the deletion for later',
  inWorld(async ({ db, anna, store, system }) => {
    const photo = await makePhoto(db, anna.id)
    await db.delete(photos).where(eq(photos.id, photo.id))
    store.before = () => {
      throw storeAway()
    }
    const ours = { keys: keysOfPhoto({ ...photo, objectKey: `originals/00/${photo.id}-000000000000.jpg` }) }
    expect(await refusal(deleteObjects(system, ours))).toBe('unavailable')
  }),
)

test(
  'places follow locations, unless a person has set them',
  inWorld(async ({ db, anna, system, row }) => {
    const follows = await makePhoto(db, anna.id, { town: null })
    const named = await makePhoto(db, anna.id, { town: 'Home', edited: ['place'] })
    const nowhere = await makePhoto(db, anna.id, { town: 'Berlin', latitude: null, longitude: null })
    const oslo = { town: 'Oslo', region: 'Oslo', country: 'Norway', countryCode: 'NO' }
    const photoIds = [follows.id, named.id, nowhere.id]
    await locatePhotos(system, { photoIds }, { locate: async () => oslo })
    expect(await row(follows.id)).toMatchObject({ town: 'Oslo', countryCode: 'NO' })
    expect(await row(named.id)).toMatchObject({ town: 'Home', countryCode: 'DE' })
    expect(await row(nowhere.id)).toMatchObject({ town: null, countryCode: null })
  }),
)
