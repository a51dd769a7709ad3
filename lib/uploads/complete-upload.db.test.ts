import { expect, test } from 'vitest'
import { trashPhoto } from '../edits/trash-photo'
import { deletePhoto } from '../photos/delete-photo'
import { getPhoto } from '../photos/get-photo'
import { incomingKey } from '../photos/keys'
import { refusal } from '../photos/testing/refusal'
import { reserve, send, uploaded } from '../photos/testing/upload'
import { inLastingWorld, inWorld, jpegBytes, sha256, type World } from '../photos/testing/world'
import { completeUpload } from './complete-upload'

const complete = (world: World, ...photoIds: string[]) => completeUpload(world.as(world.anna), { photoIds })

test(
  'what has arrived is processing, with one job, and again the same',
  inWorld(async (world) => {
    const { as, anna, jobs } = world
    const data = jpegBytes()
    const id = await reserve(as(anna), data, { visibility: 'public' })
    await send(as(anna), id, data)
    const [first] = await complete(world, id)
    expect(first).toMatchObject({
      id,
      status: 'processing',
      visibility: 'public',
      sha256: sha256(data),
      renditions: null,
    })
    expect(await complete(world, id)).toEqual([first])
    expect(await jobs('photo.process', id)).toEqual([{ payload: { photoId: id }, key: `photo.process:${id}` }])
  }),
)

test(
  'what has not arrived is a conflict and stays unfinished',
  inWorld(async (world) => {
    const id = await reserve(world.as(world.anna), jpegBytes())
    expect(await refusal(complete(world, id))).toBe('conflict')
    expect((await world.row(id)).status).toBe('uploading')
    expect(await world.jobs('photo.process', id)).toEqual([])
  }),
)

test(
  'of several, those that have arrived go on',
  inWorld(async (world) => {
    const { as, anna } = world
    const data = jpegBytes()
    const [missing, there] = [await reserve(as(anna), data), await reserve(as(anna), data)]
    await send(as(anna), there, data)
    const photos = await complete(world, missing, there)
    expect(photos.map(({ id, status }) => [id, status])).toEqual([
      [missing, 'uploading'],
      [there, 'processing'],
    ])
  }),
)

test(
  'a foreign or unknown id stops all',
  inWorld(async (world) => {
    const { as, anna, ben, anonymous, row } = world
    const data = jpegBytes()
    const [mine, bens] = [await reserve(as(anna), data), await uploaded(as(ben))]
    await send(as(anna), mine, data)
    for (const other of [bens, '00000000-0000-7000-8000-000000000000']) {
      expect(await refusal(complete(world, mine, other))).toBe('not_found')
    }
    expect((await row(mine)).status).toBe('uploading')
    expect(await refusal(completeUpload(anonymous, { photoIds: [mine] }))).toBe('unauthenticated')
  }),
)

test(
  'what was deleted meanwhile stays deleted',
  inWorld(async (world) => {
    const { as, anna, row } = world
    const [trashed, gone] = [await uploaded(as(anna)), await uploaded(as(anna))]
    await trashPhoto(as(anna), { id: trashed })
    await deletePhoto(as(anna), { id: gone })
    await complete(world, trashed)
    expect((await row(trashed)).deletedAt).not.toBeNull()
    expect(await refusal(complete(world, gone))).toBe('not_found')
  }),
)

test('fifty at once give one answer and one job', () =>
  inLastingWorld(async (world) => {
    const { as, anna, jobs } = world
    const data = jpegBytes()
    const id = await reserve(as(anna), data)
    await send(as(anna), id, data)
    const answers = await Promise.all(Array.from({ length: 50 }, () => complete(world, id)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await jobs('photo.process', id)).toHaveLength(1)
  }))

test(
  'straight to the store: the object is verified, moved, and cannot be replaced by putting again',
  inWorld(async (world) => {
    const { as, anna, store, row } = world
    store.direct = true
    const data = jpegBytes()
    const id = await reserve(as(anna), data, { sha256: sha256(data) })
    expect(await refusal(complete(world, id))).toBe('conflict')
    store.plant(incomingKey(id), data)
    store.calls.length = 0
    const [photo] = await complete(world, id)
    expect(photo).toMatchObject({ status: 'processing', sha256: sha256(data), mediaType: 'image/jpeg' })
    expect(store.calls.filter((call) => call.startsWith('get'))).toHaveLength(1)
    const { objectKey } = await row(id)
    expect([...store.objects.keys()]).toEqual([objectKey])
    store.plant(incomingKey(id), jpegBytes())
    await complete(world, id)
    expect(store.objects.get(objectKey)?.data.equals(data)).toBe(true)
  }),
)

const announced = jpegBytes(5000)

test.each([
  ['shorter', jpegBytes(4000), undefined, 'invalid'],
  ['longer', jpegBytes(6000), undefined, 'too_large'],
  ['empty', Buffer.alloc(0), undefined, 'invalid'],
  ['no photo', Buffer.alloc(5000, '<html>'), undefined, 'unsupported_media'],
  ['with another hash', jpegBytes(5000), sha256(announced), 'unprocessable'],
])('straight to the store: %s is refused, deleted, and nothing is acknowledged', (_name, data, hash, code) =>
  inWorld(async (world) => {
    const { as, anna, store, row, jobs } = world
    store.direct = true
    const id = await reserve(as(anna), announced, hash ? { sha256: hash } : {})
    store.plant(incomingKey(id), data)
    expect(await refusal(complete(world, id))).toBe(code)
    expect(store.objects.size).toBe(0)
    expect(await row(id)).toMatchObject({ status: 'uploading', uploadedAt: null })
    expect(await jobs('photo.process', id)).toEqual([])
    store.plant(incomingKey(id), announced)
    expect(await complete(world, id)).toMatchObject([{ status: 'processing' }])
  })(),
)

test(
  'straight to the store: among others a wrong one is told with its reason',
  inWorld(async (world) => {
    const { as, anna, store, row } = world
    store.direct = true
    const [bad, good] = [await reserve(as(anna), announced), await reserve(as(anna), announced)]
    store.plant(incomingKey(bad), Buffer.alloc(5000, 'x'))
    store.plant(incomingKey(good), announced)
    const photos = await complete(world, bad, good)
    expect(photos[0]).toMatchObject({ status: 'failed', failure: expect.stringContaining('JPEG, JPEG XL, PNG') })
    expect(photos[1]).toMatchObject({ status: 'processing' })
    expect((await row(bad)).status).toBe('uploading')
    expect(await getPhoto(as(anna), { id: bad })).toMatchObject({ status: 'failed', failure: photos[0]?.failure })
    store.plant(incomingKey(bad), announced)
    expect(await complete(world, bad)).toMatchObject([{ status: 'processing', failure: null }])
  }),
)

test('straight to the store: fifty at once give one answer, one job and one object', () =>
  inLastingWorld(async (world) => {
    const { as, anna, store, jobs, row } = world
    store.direct = true
    const id = await reserve(as(anna), announced)
    store.plant(incomingKey(id), announced)
    const answers = await Promise.all(Array.from({ length: 50 }, () => complete(world, id)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await jobs('photo.process', id)).toHaveLength(1)
    expect([...store.objects.keys()]).toEqual([(await row(id)).objectKey])
  }))

test(
  'straight to the store: an object swapped between reading and moving is not taken',
  inWorld(async (world) => {
    const { as, anna, store } = world
    store.direct = true
    const id = await reserve(as(anna), announced)
    store.plant(incomingKey(id), announced)
    store.before = (operation, key) => {
      if (operation === 'copy') store.plant(key, jpegBytes(5000))
    }
    expect(await refusal(complete(world, id))).toBe('conflict')
    expect((await world.row(id)).status).toBe('uploading')
  }),
)
