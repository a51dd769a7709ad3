import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { sources } from '@/db/schema/sources'
import { users } from '@/db/schema/users'
import { makePhoto } from '@/db/testing/factories'
import { updatePhoto } from '../edits/update-photo'
import { processPhoto } from '../ingest/process'
import { deleteObjects } from '../photos/delete-objects'
import { NO_FIELDS } from '../photos/file-columns'
import { renditionKey } from '../photos/keys'
import { storeAway } from '../photos/testing/memory-store'
import { toolsFor, waiting } from '../photos/testing/process'
import { bodyOf, inWorld, jpegBytes, sha256, type World } from '../photos/testing/world'
import { replaceFile } from './replace-file'

/** A ready photo of Anna's with an edited title. */
async function ready(world: World): Promise<string> {
  const { id, data } = await waiting(world)
  await processPhoto(world.system, { photoId: id }, toolsFor(data))
  await updatePhoto(world.as(world.anna), { id, patch: { title: 'Mine' } })
  return id
}

test(
  'the new picture takes the place of the old one; edits stay, what the file says is read anew',
  inWorld(async (world) => {
    const { as, anna, system, store, jobs } = world
    const id = await ready(world)
    const before = await world.row(id)
    const data = jpegBytes()
    const reply = await replaceFile(as(anna), { id, body: bodyOf(data), name: 'folder/new.jpg' })
    expect(reply).toMatchObject({ id, status: 'processing', title: 'Mine', filename: 'new.jpg', bytes: data.length })
    await processPhoto(system, { photoId: id }, toolsFor(data, { fields: { ...NO_FIELDS, tags: ['anew'] } }))
    const after = await world.row(id)
    expect(after).toMatchObject({ status: 'ready', title: 'Mine', tags: ['anew'], sha256: sha256(data) })
    expect(after.revision).toBe(before.revision + 1)
    for (const { payload } of await jobs('objects.delete', id))
      await deleteObjects(system, payload as { keys: string[] })
    expect(store.objects.has(before.objectKey)).toBe(false)
    expect(store.objects.has(renditionKey(id, before.revision, 'thumb'))).toBe(false)
    expect(store.objects.get(after.objectKey)?.data.equals(data)).toBe(true)
    expect(store.objects.has(renditionKey(id, after.revision, 'thumb'))).toBe(true)
  }),
)

test(
  'what is refused changes nothing: no photo, too full, another owner, a source, the trash',
  inWorld(async (world) => {
    const { as, anna, ben, anonymous, db, store } = world
    const id = await ready(world)
    const before = await world.row(id)
    const objects = [...store.objects.keys()]
    const put = (ctx = as(anna), photoId = id, data = jpegBytes()) =>
      replaceFile(ctx, { id: photoId, body: bodyOf(data) })
    await expect(put(as(anna), id, Buffer.from('<html>'.repeat(99)))).rejects.toMatchObject({
      code: 'unsupported_media',
    })
    await expect(put(as(ben))).rejects.toMatchObject({ code: 'not_found' })
    await expect(put(anonymous)).rejects.toMatchObject({ code: 'unauthenticated' })
    const kind = { ownerId: anna.id, name: 'Disk', kind: 'directory', path: '/photos' } as const
    const [source] = await db.insert(sources).values(kind).returning({ id: sources.id })
    for (const overrides of [{ deletedAt: new Date() }, { sourceId: source?.id ?? '', sourceKey: 'a.jpg' }]) {
      const { id: other } = await makePhoto(db, anna.id, overrides)
      await expect(put(as(anna), other)).rejects.toMatchObject({ code: 'conflict' })
    }
    expect([...store.objects.keys()]).toEqual(objects)
    await db
      .update(users)
      .set({ quotaBytes: before.bytes + 1 })
      .where(eq(users.id, anna.id))
    await expect(put(as(anna), id, jpegBytes(before.bytes * 2))).rejects.toMatchObject({ code: 'too_large' })
    expect([...store.objects.keys()]).toEqual(objects)
    await db.update(photos).set({ visibility: 'public' }).where(eq(photos.id, id))
    await expect(put(as(ben))).rejects.toMatchObject({ code: 'forbidden' })
    expect(await world.row(id)).toEqual({ ...before, visibility: 'public' })
  }),
)

test(
  'the store is away: the old picture stays, and the job that would tidy up knows it',
  inWorld(async (world) => {
    const id = await ready(world)
    const before = await world.row(id)
    world.store.before = () => {
      throw storeAway()
    }
    await expect(replaceFile(world.as(world.anna), { id, body: bodyOf(jpegBytes()) })).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect(await world.row(id)).toEqual(before)
    world.store.before = () => {}
    for (const { payload } of await world.jobs('objects.delete', id))
      await deleteObjects(world.system, payload as { keys: string[] })
    expect(world.store.objects.has(before.objectKey)).toBe(true)
  }),
)
