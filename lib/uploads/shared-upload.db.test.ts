// The same file twice at once: in one request, in two tabs.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { getPhoto } from '../photos/get-photo'
import { refusal } from '../photos/testing/refusal'
import { accepted, ask, fileOf, send } from '../photos/testing/upload'
import { inLastingWorld, inWorld, jpegBytes } from '../photos/testing/world'
import { completeUpload } from './complete-upload'
import { discardUpload } from './discard-upload'
import { requestUpload } from './request-upload'

test(
  'two equal files of one request are one photo, whichever is sent',
  inWorld(async (world) => {
    const { as, anna, db } = world
    const data = jpegBytes()
    for (const order of [0, 1]) {
      const files = [fileOf(data), { ...fileOf(data), name: 'b.jpg' }]
      const { uploads } = await requestUpload(as(anna), { visibility: 'private', files })
      const ids = uploads.map((ticket) => accepted(ticket).photoId)
      expect(ids[0]).toBe(ids[1])
      await send(as(anna), ids[order] as string, data)
      await send(as(anna), ids[1 - order] as string, data)
      expect(await completeUpload(as(anna), { photoIds: ids })).toMatchObject([{ id: ids[0] }, { id: ids[0] }])
      await db.delete(photos).where(eq(photos.id, ids[0] as string))
    }
  }),
)

test('two tabs with the same file at once: one photo, and both are told the truth', async () => {
  await inLastingWorld(async (world) => {
    const { as, anna, db, store, row } = world
    const data = jpegBytes(50_000)
    const tickets = await Promise.all([ask(world, anna, data), ask(world, anna, data)])
    const ids = tickets.map((ticket) => accepted(ticket).photoId)
    expect(ids[0]).toBe(ids[1])
    const id = ids[0] as string
    await Promise.all(ids.map((photoId) => send(as(anna), photoId, data)))
    await Promise.all(ids.map((photoId) => completeUpload(as(anna), { photoIds: [photoId] })))
    expect(await db.select({ id: photos.id }).from(photos).where(eq(photos.ownerId, anna.id))).toEqual([{ id }])
    expect([...store.objects.keys()]).toEqual([(await row(id)).objectKey])
  })
})

test(
  'what one tab gives up is taken away only while no other has finished it',
  inWorld(async (world) => {
    const { as, anna, ben } = world
    const data = jpegBytes()
    const { photoId } = accepted(await ask(world, anna, data))
    expect(await refusal(discardUpload(as(ben), { photoId }))).toBe('not_found')
    await send(as(anna), photoId, data)
    await completeUpload(as(anna), { photoIds: [photoId] })
    expect(await refusal(discardUpload(as(anna), { photoId }))).toBe('conflict')
    const other = jpegBytes()
    const begun = accepted(await ask(world, anna, other)).photoId
    await discardUpload(as(anna), { photoId: begun })
    expect(await refusal(getPhoto(as(anna), { id: begun }))).toBe('not_found')
    expect(await refusal(send(as(anna), begun, other))).toBe('not_found')
  }),
)

test(
  'an unfinished upload is shared only with the same choice of who may see it',
  inWorld(async (world) => {
    const data = jpegBytes()
    const first = accepted(await ask(world, world.anna, data, 'public')).photoId
    expect(accepted(await ask(world, world.anna, data, 'public')).photoId).toBe(first)
    const other = accepted(await ask(world, world.anna, data, 'private')).photoId
    expect(other).not.toBe(first)
    expect((await world.row(other)).visibility).toBe('private')
    expect(accepted(await ask(world, world.ben, data, 'public')).photoId).not.toBe(first)
  }),
)
