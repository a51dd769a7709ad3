import { describe, expect, it } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import { addAlbumPhotos, removeAlbumPhotos, reorderAlbumPhotos } from '../albums/change-photos'
import { createAlbum } from '../albums/create-album'
import { updateAlbum } from '../albums/update-album'
import { updatePhoto } from '../edits/update-photo'
import { updatePhotos } from '../edits/update-photos'
import { locatePhotos } from '../ingest/locate-photos'
import { happen, hook, receiver, stageHooks, world } from './testing/hook-stage'

stageHooks()

describe('what is held back', () => {
  it('tries nothing new at a failing receiver before the pauses of what was tried are over', async () => {
    const tried = async () => (await world.deliveries(hook.id)).map(({ attempts }) => attempts)
    const afterWait = async (seconds: number) => {
      await happen()
      await world.wait(hook.id, seconds)
      await world.deliver()
      return tried()
    }
    receiver.answer(500)
    await happen()
    await world.deliver()
    expect(await afterWait(5)).toEqual([1, 0])
    expect(await afterWait(10)).toEqual([2, 1, 0])
    expect(await afterWait(15)).toEqual([2, 2, 0, 0])
    receiver.answer(204)
    await afterWait(901)
    expect((await world.deliveries(hook.id)).every(({ status }) => status === 'delivered')).toBe(true)
  })

  it('is an edit that moves a photo, until its place is there: both are one delivery', async () => {
    const { ctx } = world.anna
    const { id } = await makePhoto(world.db, world.anna.user.id)
    const locate = async () => ({ town: 'Town', region: null, country: null, countryCode: null })
    const place = () => locatePhotos(world.system, { photoIds: [id] }, { locate })
    const move = (longitude: number) => ({ latitude: 1, longitude, altitude: null })
    const count = async () => (await world.deliveries(hook.id)).length
    await updatePhoto(ctx, { id, patch: { title: 'Moved', location: move(2) } })
    await world.deliver()
    expect(receiver.received).toHaveLength(0)
    await place()
    await world.deliver()
    expect([receiver.received.length, await count()]).toEqual([1, 1])
    await updatePhotos(ctx, { select: { ids: [id] }, set: { location: move(3) } })
    await place()
    await world.deliver()
    expect([receiver.received.length, await count()]).toEqual([2, 2])
    // What was sent before its place was there is told again.
    await place()
    expect(await count()).toBe(3)
  })

  it('is what changes nothing of an album', async () => {
    const { ctx } = world.anna
    const [one, two] = [await makePhoto(world.db, world.anna.user.id), await makePhoto(world.db, world.anna.user.id)]
    const { id } = await createAlbum(ctx, { title: 'Same', description: '', visibility: 'private' })
    const ids = [one.id, two.id]
    await addAlbumPhotos(ctx, id, ids)
    const count = async () => (await world.deliveries(hook.id)).length
    const before = await count()
    await addAlbumPhotos(ctx, id, ids)
    await reorderAlbumPhotos(ctx, id, { ids: [two.id], before: null })
    await removeAlbumPhotos(ctx, id, [(await makePhoto(world.db, world.anna.user.id)).id])
    const { updatedAt } = await updateAlbum(ctx, id, { title: 'Same' })
    expect(await updateAlbum(ctx, id, { title: 'Same', visibility: 'private', coverPhotoId: null })).toMatchObject({
      updatedAt,
    })
    expect(await count()).toBe(before)
    await updateAlbum(ctx, id, { title: 'Other' })
    await reorderAlbumPhotos(ctx, id, { ids: [two.id], before: one.id })
    await removeAlbumPhotos(ctx, id, [one.id])
    expect(await count()).toBe(before + 3)
  })
})
