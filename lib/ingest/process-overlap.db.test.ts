import { expect, test } from 'vitest'
import { updatePhoto } from '../edits/update-photo'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import { deletePhoto } from '../photos/delete-photo'
import { LOCATION, toolsFor, waiting } from '../photos/testing/process'
import { decodedOf, inWorld } from '../photos/testing/world'
import { processPhoto } from './process'

test(
  'an attempt that was overtaken cannot commit',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const slow = toolsFor(data, { width: 1 })
    slow.before = async () => {
      expect(await processPhoto(world.system, { photoId: id }, toolsFor(data))).toBe('ready')
    }
    expect(await processPhoto(world.system, { photoId: id }, slow)).toBe('skipped')
    expect(await world.row(id)).toMatchObject({ status: 'ready', width: 4000 })
  }),
)

test(
  'an overtaken attempt that fails does not fail the photo',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const slow = toolsFor(data)
    slow.before = async () => {
      await processPhoto(world.system, { photoId: id }, toolsFor(data))
      throw new DecodeFailure('Too late.', { retry: false })
    }
    await processPhoto(world.system, { photoId: id }, slow)
    expect(await world.row(id)).toMatchObject({ status: 'ready', failure: null })
  }),
)

test(
  'a photo deleted while it is processed leaves no rendition behind',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const tools = toolsFor(data)
    tools.before = () => deletePhoto(world.as(world.anna), { id })
    expect(await processPhoto(world.system, { photoId: id }, tools)).toBe('skipped')
    expect([...world.store.objects.keys()].filter((key) => key.startsWith('renditions/'))).toEqual([])
  }),
)

test(
  'a worker that must end gives the attempt back',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const ending = new AbortController()
    const tools = toolsFor(data)
    tools.before = async () => {
      ending.abort()
      throw new DecodeFailure('Stopped.', { retry: true })
    }
    expect(await processPhoto(world.system, { photoId: id }, { ...tools, signal: ending.signal })).toBe('waiting')
    expect(await world.row(id)).toMatchObject({ status: 'processing', attempts: 0 })
  }),
)

test(
  'what a person has edited while it was processed stays; the rest comes from the file',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const tools = toolsFor(data, {
      fields: { ...decodedOf(data).fields, description: 'file words', location: LOCATION },
    })
    tools.before = async () => {
      const patch = { title: 'Mine', location: { latitude: 1, longitude: 2 } }
      await updatePhoto(world.as(world.anna), { id, patch })
    }
    await processPhoto(world.system, { photoId: id }, tools)
    expect(await world.row(id)).toMatchObject({ title: 'Mine', description: 'file words', latitude: 1, town: null })
    const reset = await updatePhoto(world.as(world.anna), { id, patch: { reset: ['title', 'location'] } })
    expect(reset).toMatchObject({ title: 'From the file', location: LOCATION })
    expect((await world.row(id)).edited).toEqual([])
  }),
)

test(
  'strange metadata does not keep a photo from being shown',
  inWorld(async (world) => {
    const { id, data } = await waiting(world)
    const { fields } = decodedOf(data)
    const strange = {
      ...fields,
      title: 'a\0b\ud800c',
      tags: ['\0', 'ok', 'ok'],
      takenLocal: '2023-02-31 10:00:00',
      takenOffset: 9999,
      rating: 77,
      camera: { ...fields.camera, iso: 1e12, aperture: Number.NaN, exposure: Number.POSITIVE_INFINITY },
      location: { latitude: 999, longitude: 0, altitude: null },
    }
    const tools = toolsFor(data, { fields: strange, exif: { 'bad\0key': ['\0', '\udc00'] } })
    expect(await processPhoto(world.system, { photoId: id }, tools)).toBe('ready')
    expect(await world.row(id)).toMatchObject({
      title: 'abc',
      tags: ['ok'],
      takenLocal: null,
      takenOffset: null,
      rating: null,
      iso: null,
      aperture: null,
      latitude: null,
      exif: { badkey: ['', ''] },
    })
  }),
)
