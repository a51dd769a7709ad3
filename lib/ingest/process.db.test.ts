import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { retryPhoto } from '../edits/retry-photo'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import { deletePhoto } from '../photos/delete-photo'
import { renditionKey } from '../photos/keys'
import { storeAway } from '../photos/testing/memory-store'
import { LOCATION, toolsFor, waiting } from '../photos/testing/process'
import { decodedOf, inWorld, jpegBytes } from '../photos/testing/world'
import { processPhoto } from './process'

test(
  'one GET of the original gives everything, and the owner is told',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const fields = {
      ...decodedOf(data).fields,
      location: LOCATION,
      takenLocal: '2023-08-10 14:03:00',
      takenOffset: 120,
    }
    expect(await processPhoto(world.system, { photoId: id }, toolsFor(data, { fields }))).toBe('ready')
    expect(await world.row(id)).toMatchObject({
      status: 'ready',
      title: 'From the file',
      tags: ['file'],
      latitude: 52.5,
      town: 'Berlin',
      countryCode: 'DE',
      width: 4000,
      hash: '01'.repeat(64),
      takenOffset: 120,
      fileFields: fields,
      exif: { Make: 'Fuji' },
      attempts: 1,
      attemptId: null,
    })
    expect(world.store.calls.filter((call) => call.startsWith('get'))).toHaveLength(1)
    expect(world.store.objects.get(renditionKey(id, 1, 'thumb'))?.contentType).toBe('image/webp')
    expect(world.store.objects.get(renditionKey(id, 1, 'preview'))?.contentType).toBe('image/jpeg')
  }),
)

test(
  'running again does nothing',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const tools = toolsFor(data)
    await processPhoto(world.system, { photoId: id }, tools)
    const before = await world.row(id)
    expect(await processPhoto(world.system, { photoId: id }, tools)).toBe('skipped')
    expect(await world.row(id)).toEqual(before)
    expect(tools.asked).toBe(1)
  }),
)

test(
  'a photo that is gone, failed or not acknowledged is skipped',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    for (const status of ['uploading', 'failed'] as const) {
      await world.db.update(photos).set({ status }).where(eq(photos.id, id))
      expect(await processPhoto(world.system, { photoId: id }, toolsFor(data))).toBe('skipped')
    }
    await deletePhoto(world.as(world.anna), { id })
    expect(await processPhoto(world.system, { photoId: id }, toolsFor(data))).toBe('skipped')
  }),
)

test(
  'the attempt is counted before the bytes are looked at',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    let seen: unknown
    const tools = toolsFor(data)
    tools.before = async () => {
      const { attempts, attemptId, status } = await world.row(id)
      seen = { attempts, fenced: attemptId !== null, status }
    }
    await processPhoto(world.system, { photoId: id }, tools)
    expect(seen).toEqual({ attempts: 1, fenced: true, status: 'processing' })
  }),
)

test(
  'a worker killed three times in the middle: failed with a reason, and retried with fresh attempts',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const tools = toolsFor(data)
    tools.before = async () => {
      throw new Error('killed')
    }
    for (let kill = 0; kill < 3; kill++) {
      await expect(processPhoto(world.system, { photoId: id }, tools)).rejects.toThrow('killed')
      expect((await world.row(id)).status).toBe('processing')
    }
    await processPhoto(world.system, { photoId: id }, tools)
    expect(tools.asked).toBe(3)
    const failed = await world.row(id)
    expect(failed.status).toBe('failed')
    expect(failed.failure).toMatch(/three times/)
    expect(world.store.objects.has(failed.objectKey)).toBe(true)
    const again = await retryPhoto(world.as(world.anna), { id })
    expect(again).toMatchObject({ status: 'processing', failure: null })
    expect(await processPhoto(world.system, { photoId: id }, toolsFor(data))).toBe('ready')
  }),
)

test(
  'a picture that cannot be read fails at once, with the reason',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const tools = toolsFor(data)
    tools.before = async () => {
      throw new DecodeFailure('This picture has no pixels.', { retry: false })
    }
    expect(await processPhoto(world.system, { photoId: id }, tools)).toBe('failed')
    expect(await world.row(id)).toMatchObject({ status: 'failed', failure: 'This picture has no pixels.', attempts: 1 })
  }),
)

test(
  'a decoder that dies is tried three times, then the reason stays',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const tools = toolsFor(data)
    tools.before = async () => {
      throw new DecodeFailure('The decoder needed too much memory.', { retry: true })
    }
    const outcomes = []
    for (let run = 0; run < 4; run++) outcomes.push(await processPhoto(world.system, { photoId: id }, tools))
    expect(outcomes).toEqual(['waiting', 'waiting', 'failed', 'skipped'])
    expect(await world.jobs('photo.process', id)).toHaveLength(1)
    expect((await world.row(id)).failure).toBe('The decoder needed too much memory.')
  }),
)

test.each(['get', 'put'])('a store that is away at %s costs no attempt: the job waits', (operation) =>
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    world.store.before = (step) => {
      if (step === operation) throw storeAway()
    }
    for (let run = 0; run < 5; run++) {
      expect(await processPhoto(world.system, { photoId: id }, toolsFor(data))).toBe('waiting')
    }
    expect(await world.row(id)).toMatchObject({ status: 'processing', attempts: 0 })
    expect(await world.jobs('photo.process', id)).toHaveLength(1)
    world.store.before = () => {}
    expect(await processPhoto(world.system, { photoId: id }, toolsFor(data))).toBe('ready')
  })(),
)

test(
  'killed between the two renditions, it is done again with the same result',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    world.store.before = (step, key) => {
      if (step === 'put' && key.includes('preview')) throw new Error('killed')
    }
    await expect(processPhoto(world.system, { photoId: id }, toolsFor(data))).rejects.toThrow('killed')
    expect((await world.row(id)).status).toBe('processing')
    world.store.before = () => {}
    expect(await processPhoto(world.system, { photoId: id }, toolsFor(data))).toBe('ready')
    expect([...world.store.objects.keys()].filter((key) => key.includes(id))).toHaveLength(3)
  }),
)

test(
  'an original that is missing fails with that reason',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    await world.store.delete((await world.row(id)).objectKey)
    expect(await processPhoto(world.system, { photoId: id }, toolsFor(data))).toBe('failed')
    expect((await world.row(id)).failure).toMatch(/missing/)
  }),
)

test(
  'other bytes than were uploaded never become a photo, nor a final verdict at first sight',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const { objectKey } = await world.row(id)
    const changed = jpegBytes(data.length)
    world.store.plant(objectKey, changed)
    expect(await processPhoto(world.system, { photoId: id }, toolsFor(changed))).toBe('waiting')
    const tools = toolsFor(changed)
    tools.before = async () => {
      throw new DecodeFailure('This is no picture.', { retry: false })
    }
    expect(await processPhoto(world.system, { photoId: id }, tools)).toBe('waiting')
    world.store.plant(objectKey, data)
    expect(await processPhoto(world.system, { photoId: id }, toolsFor(data))).toBe('ready')
  }),
)
