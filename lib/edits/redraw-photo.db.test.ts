// Pictures that the store has lost are drawn anew from the original.
import { expect, test } from 'vitest'
import { processPhoto } from '../ingest/process'
import { renditionKey } from '../photos/keys'
import { readRendition } from '../photos/read-rendition'
import { refusal } from '../photos/testing/refusal'
import { uploaded } from '../photos/testing/upload'
import { decodedOf, inWorld, jpegBytes, type World } from '../photos/testing/world'
import { redrawPhoto } from './redraw-photo'
import { retryPhoto } from './retry-photo'

async function ready(world: World, data: Buffer): Promise<string> {
  const id = await uploaded(world.as(world.anna), data)
  await process(world, id, data)
  return id
}

async function process({ system }: World, id: string, data: Buffer): Promise<void> {
  const decoder = { decode: async () => decodedOf(data) }
  expect(await processPhoto(system, { photoId: id }, { decoder, locate: async () => null })).toBe('ready')
}

test.each(['thumb', 'preview'] as const)('a retry draws a ready photo anew whose %s is lost', async (kind) => {
  await inWorld(async (world) => {
    const { as, anna, store } = world
    const data = jpegBytes()
    const id = await ready(world, data)
    expect(await refusal(retryPhoto(as(anna), { id }))).toBe('conflict')
    store.objects.delete(renditionKey(id, 1, kind))
    expect(await retryPhoto(as(anna), { id })).toMatchObject({ id, status: 'processing' })
    await process(world, id, data)
    expect(store.objects.has(renditionKey(id, 1, kind))).toBe(true)
  })()
})

test(
  'where the original is lost, too, the photo stays as it is, and the retry says what helps',
  inWorld(async (world) => {
    const { as, anna, store, row, system } = world
    const id = await ready(world, jpegBytes())
    store.objects.delete(renditionKey(id, 1, 'thumb'))
    store.objects.delete((await row(id)).objectKey)
    await expect(retryPhoto(as(anna), { id })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Upload it again'),
    })
    await redrawPhoto(system, { photoId: id })
    expect(await row(id)).toMatchObject({ status: 'ready' })
  }),
)

test(
  'whoever finds nothing where a picture should be has it drawn, once for many; what is whole is left alone',
  inWorld(async (world) => {
    const { as, anna, ben, anonymous, store, jobs, system, row } = world
    const data = jpegBytes()
    const id = await ready(world, data)
    const read = async (kind: 'thumb' | 'preview', who = as(anna)) =>
      refusal((await readRendition(who, { id, kind })).open())
    store.objects.delete(renditionKey(id, 1, 'thumb'))
    for (let n = 0; n < 5; n += 1) expect(await read('thumb')).toBe('not_found')
    expect(await refusal(readRendition(as(ben), { id, kind: 'thumb' }))).toBe('not_found')
    expect(await refusal(readRendition(anonymous, { id, kind: 'thumb' }))).toBe('not_found')
    expect(await jobs('photo.redraw', id)).toHaveLength(1)
    await redrawPhoto(system, { photoId: id })
    await process(world, id, data)
    expect(store.objects.has(renditionKey(id, 1, 'thumb'))).toBe(true)
    await redrawPhoto(system, { photoId: id })
    expect((await row(id)).status).toBe('ready')
  }),
)

test(
  'where browsers are sent to the store, one that did not find a picture there comes again, and it is drawn',
  inWorld(async (world) => {
    const { as, anna, ben, anonymous, store, jobs, system } = world
    store.direct = true
    const data = jpegBytes()
    const id = await ready(world, data)
    const address = async (who: ReturnType<typeof as>, again: boolean) =>
      (await readRendition(who, { id, kind: 'thumb', again })).address?.()
    store.objects.delete(renditionKey(id, 1, 'thumb'))
    expect(await address(as(anna), false)).toContain(id)
    expect(await jobs('photo.redraw', id)).toEqual([])
    for (const stranger of [as(ben), anonymous]) expect(await refusal(address(stranger, true))).toBe('not_found')
    expect(await jobs('photo.redraw', id)).toEqual([])
    for (let n = 0; n < 3; n += 1) expect(await refusal(address(as(anna), true))).toBe('not_found')
    expect(await jobs('photo.redraw', id)).toHaveLength(1)
    store.direct = false
    await redrawPhoto(system, { photoId: id })
    await process(world, id, data)
    store.direct = true
    expect(await address(as(anna), true)).toContain(id)
  }),
)
