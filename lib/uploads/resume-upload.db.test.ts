import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { deleteObjects } from '../photos/delete-objects'
import { storeAway } from '../photos/testing/memory-store'
import { refusal } from '../photos/testing/refusal'
import { reserve } from '../photos/testing/upload'
import { bodyOf, inLastingWorld, inWorld, jpegBytes, sha256, type World } from '../photos/testing/world'
import { completeUpload } from './complete-upload'
import { discardUpload } from './discard-upload'
import { LEAST_PIECE_BYTES as LEAST, resumeUpload, uploadProgress } from './resume-upload'

const SIZE = 3 * LEAST + 1000
const data = jpegBytes(SIZE)

const piece = (world: World, photoId: string, offset: number, bytes: Buffer, who = world.anna) =>
  resumeUpload(world.as(who), { photoId, offset, body: bodyOf(bytes, 50_000) })
const progress = ({ as, anna }: World, photoId: string) => uploadProgress(as(anna), { photoId })
const partsOf = ({ store }: World) => [...store.objects.keys()].filter((key) => key.endsWith('.part'))
/** A line that breaks after these bytes. */
const broken = (bytes: Buffer) =>
  Readable.from(
    (async function* () {
      yield bytes
      throw new Error('aborted')
    })(),
    { objectMode: false },
  )

test(
  'pieces become the file, and nothing is left of them',
  inWorld(async (world) => {
    const { as, anna, row, store } = world
    const id = await reserve(as(anna), data, { sha256: sha256(data) })
    expect(await progress(world, id)).toEqual({ offset: 0, length: SIZE })
    expect(await piece(world, id, 0, data.subarray(0, LEAST))).toEqual({ offset: LEAST, length: SIZE })
    expect(await progress(world, id)).toEqual({ offset: LEAST, length: SIZE })
    expect(await piece(world, id, LEAST, data.subarray(LEAST))).toEqual({ offset: SIZE, length: SIZE })
    const photo = await row(id)
    expect(store.objects.get(photo.objectKey)?.data.equals(data)).toBe(true)
    expect(partsOf(world)).toEqual([])
    expect(await progress(world, id)).toEqual({ offset: SIZE, length: SIZE })
    const done = await completeUpload(as(anna), { photoIds: [id] })
    expect(done.map(({ status }) => status)).toEqual(['processing'])
    expect(await progress(world, id)).toEqual({ offset: SIZE, length: SIZE })
  }),
)

test(
  'what came before the line broke is kept, unless it is next to nothing',
  inWorld(async (world) => {
    const id = await reserve(world.as(world.anna), data)
    const cut = (offset: number, end: number) =>
      resumeUpload(world.as(world.anna), { photoId: id, offset, body: broken(data.subarray(offset, end)) })
    expect(await cut(0, LEAST + 500)).toMatchObject({ offset: LEAST + 500 })
    expect(await cut(LEAST + 500, LEAST + 700)).toMatchObject({ offset: LEAST + 500 })
    expect(partsOf(world)).toHaveLength(1)
    await piece(world, id, LEAST + 500, data.subarray(LEAST + 500))
    expect((await world.row(id)).uploadedAt).not.toBeNull()
  }),
)

test(
  'pieces at another place, too small or too long are refused, and what is there stays',
  inWorld(async (world) => {
    const id = await reserve(world.as(world.anna), data)
    await piece(world, id, 0, data.subarray(0, LEAST))
    expect(await refusal(piece(world, id, 0, data.subarray(0, LEAST)))).toBe('conflict')
    expect(await refusal(piece(world, id, 2 * LEAST, data.subarray(0, LEAST)))).toBe('conflict')
    expect(await refusal(piece(world, id, LEAST, data.subarray(0, 100)))).toBe('invalid')
    expect(await refusal(piece(world, id, LEAST, data))).toBe('too_large')
    expect(await progress(world, id)).toMatchObject({ offset: LEAST })
  }),
)

test.each([
  ['another file than was announced', data, sha256(jpegBytes()), 'unprocessable'],
  ['no picture', Buffer.alloc(SIZE, 'text '), undefined, 'unsupported_media'],
])('%s is refused with its last piece, and begins anew', async (_name, bytes, announced, code) => {
  await inWorld(async (world) => {
    const id = await reserve(world.as(world.anna), bytes, announced ? { sha256: announced } : {})
    await piece(world, id, 0, bytes.subarray(0, LEAST))
    expect(await refusal(piece(world, id, LEAST, bytes.subarray(LEAST)))).toBe(code)
    expect(partsOf(world)).toEqual([])
    expect(await progress(world, id)).toMatchObject({ offset: 0 })
    expect((await world.row(id)).uploadedAt).toBeNull()
  })()
})

test(
  'a store that is away in the middle loses nothing that was told',
  inWorld(async (world) => {
    const { as, anna, store } = world
    const id = await reserve(as(anna), data)
    await piece(world, id, 0, data.subarray(0, LEAST))
    const last = () => piece(world, id, LEAST, data.subarray(LEAST))
    const awayFor = (what: string) => {
      store.before = (operation, key) => {
        if (operation === 'put' && key.startsWith(what)) throw storeAway()
      }
    }
    awayFor('incoming/')
    expect(await refusal(last())).toBe('unavailable')
    // The last piece arrives, and then the store does not take the whole.
    awayFor('originals/')
    expect(await refusal(last())).toBe('unavailable')
    store.before = () => {}
    expect(await progress(world, id)).toMatchObject({ offset: LEAST })
    expect(await last()).toMatchObject({ offset: SIZE })
    expect((await world.row(id)).uploadedAt).not.toBeNull()
    expect(partsOf(world)).toEqual([])
  }),
)

test('of two that send the same piece one is taken', () =>
  inLastingWorld(async (world) => {
    const id = await reserve(world.as(world.anna), data)
    const both = await Promise.all(
      [0, 1].map(() =>
        piece(world, id, 0, data.subarray(0, LEAST)).then(
          () => 'taken',
          () => 'refused',
        ),
      ),
    )
    expect(both.sort()).toEqual(['refused', 'taken'])
    expect(await progress(world, id)).toMatchObject({ offset: LEAST })
  }))

test(
  'somebody else learns and sends nothing; pieces of what is given up go',
  inWorld(async (world) => {
    const { as, anna, ben, anonymous, store } = world
    const id = await reserve(as(anna), data)
    await piece(world, id, 0, data.subarray(0, LEAST))
    expect(await refusal(piece(world, id, LEAST, data.subarray(LEAST), ben))).toBe('not_found')
    expect(await refusal(uploadProgress(as(ben), { photoId: id }))).toBe('not_found')
    expect(await refusal(uploadProgress(anonymous, { photoId: id }))).toBe('unauthenticated')
    expect(partsOf(world)).toHaveLength(1)
    await deleteObjects(world.system, { keys: [], unfinished: [id] })
    expect(partsOf(world)).toHaveLength(1)
    await discardUpload(as(anna), { photoId: id })
    const jobs = await world.jobs('objects.delete', id)
    for (const { payload } of jobs) await deleteObjects(world.system, payload as { keys: string[] })
    expect(store.objects.size).toBe(0)
  }),
)
