import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { deleteObjects } from '../photos/delete-objects'
import { storeAway } from '../photos/testing/memory-store'
import { refusal } from '../photos/testing/refusal'
import { bodyOf, inWorld, jpegBytes, type World } from '../photos/testing/world'
import { addPhotos } from './add-photos'
import type { AddPhotosFields } from './add-photos-contract'

const add = (ctx: Context, files: Buffer[], fields: AddPhotosFields = {}) =>
  addPhotos(ctx, {
    async read(take) {
      for (const [index, data] of files.entries()) await take({ name: `SECRETNAME${index}.jpg`, body: bodyOf(data) })
      return fields
    },
  })

const rowsOf = ({ db, anna }: World) => db.select().from(photos).where(eq(photos.ownerId, anna.id))

test(
  'several files become photos, with what was said of them',
  inWorld(async (world) => {
    const { as, anna, jobs } = world
    const made = await add(as(anna), [jpegBytes(), jpegBytes()], { visibility: 'public', title: 'Sea' })
    expect(made).toMatchObject([
      { status: 'processing', visibility: 'public', title: 'Sea', filename: 'SECRETNAME0.jpg' },
      { status: 'processing', filename: 'SECRETNAME1.jpg' },
    ])
    expect(await jobs('photo.process', made[0]?.id as string)).toHaveLength(1)
  }),
)

test(
  'a file that is there already is answered with its photo, unchanged',
  inWorld(async (world) => {
    const { as, anna } = world
    const data = jpegBytes()
    const [first] = await add(as(anna), [data])
    const again = await add(as(anna), [data, data], { visibility: 'public' })
    expect(again).toHaveLength(1)
    expect(again[0]).toMatchObject({ id: first?.id, visibility: 'private' })
    expect(await rowsOf(world)).toHaveLength(1)
  }),
)

test(
  'one bad file: nothing of all, and its name and reason',
  inWorld(async (world) => {
    const { as, anna, store, system, db } = world
    const files = [jpegBytes(), Buffer.from('<html>'.repeat(500))]
    await expect(add(as(anna), files)).rejects.toMatchObject({
      code: 'unsupported_media',
      message: expect.stringMatching(/^SECRETNAME1\.jpg: .*HEIC/),
    })
    expect(await rowsOf(world)).toEqual([])
    const keys = [...store.objects.keys()]
    expect(keys).toHaveLength(1)
    await deleteObjects({ ...system, db }, { keys })
    expect(store.objects.size).toBe(0)
  }),
)

test(
  'empty files, no files, nobody, a store that is away',
  inWorld(async (world) => {
    const { as, anna, anonymous, store } = world
    expect(await refusal(add(as(anna), [Buffer.alloc(0)]))).toBe('invalid')
    expect(await refusal(add(as(anna), []))).toBe('invalid')
    expect(await refusal(add(anonymous, [jpegBytes()]))).toBe('unauthenticated')
    store.before = () => {
      throw storeAway()
    }
    expect(await refusal(add(as(anna), [jpegBytes()]))).toBe('unavailable')
    expect(await rowsOf(world)).toEqual([])
  }),
)

test(
  'temporary files are gone afterwards',
  inWorld(async ({ as, anna }) => {
    await add(as(anna), [jpegBytes()])
    await refusal(add(as(anna), [Buffer.from('no photo')]))
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith(`albumen-upload-${process.pid}-`))
    expect(left).toEqual([])
  }),
)
