import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { albums } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { createAlbum } from '../albums/create-album'
import { getAlbum } from '../albums/get-album'
import type { Context } from '../context/context'
import { deleteObjects } from '../photos/delete-objects'
import { storeAway } from '../photos/testing/memory-store'
import { refusal } from '../photos/testing/refusal'
import { bodyOf, inLastingWorld, inWorld, jpegBytes, type World } from '../photos/testing/world'
import { addPhotos } from './add-photos'
import type { AddPhotosFields } from './add-photos-contract'

const add = (ctx: Context, files: Buffer[], fields: AddPhotosFields = {}) =>
  addPhotos(ctx, {
    async read(take) {
      for (const [index, data] of files.entries()) await take({ name: `SECRETNAME${index}.jpg`, body: bodyOf(data) })
      return fields
    },
  })

const albumsOf = ({ db, anna }: World) => db.select().from(albums).where(eq(albums.ownerId, anna.id))

const rowsOf = ({ db, anna }: World) => db.select().from(photos).where(eq(photos.ownerId, anna.id))

test(
  'several files become photos, with what was said of them',
  inWorld(async (world) => {
    const { as, anna, jobs } = world
    const {
      photos: made,
      files,
      album,
    } = await add(as(anna), [jpegBytes(), jpegBytes()], {
      visibility: 'public',
      title: 'Sea',
      tags: ['sea', 'summer'],
      takenAt: '2023-08-10T14:03:00+02:00',
      favourite: true,
      rating: 4,
    })
    const said = { tags: ['sea', 'summer'], takenAt: '2023-08-10T14:03:00+02:00', favourite: true, rating: 4 }
    expect(made).toMatchObject([said, said])
    expect(files).toEqual(made.map(({ id, filename }) => ({ name: filename, photoId: id, duplicateOf: null })))
    expect(album).toBeNull()
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
    const {
      photos: [first],
    } = await add(as(anna), [data])
    const again = await add(as(anna), [data, data], { visibility: 'public' })
    expect(again.photos).toHaveLength(1)
    expect(again.photos[0]).toMatchObject({ id: first?.id, visibility: 'private' })
    const known = { photoId: first?.id, duplicateOf: first?.id }
    expect(again.files).toMatchObject([known, known])
    expect(await rowsOf(world)).toHaveLength(1)
  }),
)

test(
  'the same new file twice in one form is one photo, and the second is told as its duplicate',
  inWorld(async (world) => {
    const data = jpegBytes()
    const { photos: made, files } = await add(world.as(world.anna), [data, data])
    expect(made).toHaveLength(1)
    expect(files).toMatchObject([{ duplicateOf: null }, { duplicateOf: made[0]?.id }])
    expect(await rowsOf(world)).toHaveLength(1)
  }),
)

test(
  'bad files among good ones: each is told what became of it, in order, and the good ones are photos',
  inWorld(async (world) => {
    const { as, anna } = world
    const files = [Buffer.from('<html>'.repeat(500)), jpegBytes(), Buffer.alloc(0), jpegBytes()]
    const reply = await add(as(anna), files, { albumTitle: 'Trip' })
    expect(reply.photos.map(({ filename }) => filename)).toEqual(['SECRETNAME1.jpg', 'SECRETNAME3.jpg'])
    const [first, , third] = reply.files
    expect(first).toMatchObject({ name: 'SECRETNAME0.jpg', problem: { code: 'unsupported_media', status: 415 } })
    expect(third).toMatchObject({ name: 'SECRETNAME2.jpg', problem: { code: 'invalid', detail: 'The file is empty.' } })
    expect([reply.files[1], reply.files[3]]).toMatchObject(reply.photos.map(({ id }) => ({ photoId: id })))
    expect(reply.files).toHaveLength(4)
    expect(await rowsOf(world)).toHaveLength(2)
  }),
)

test(
  'no good file: nothing of all, and the name and reason of each',
  inWorld(async (world) => {
    const { as, anna, store, system, db } = world
    const html = Buffer.from('<html>'.repeat(500))
    await expect(add(as(anna), [html, Buffer.alloc(0)], { albumTitle: 'Trip' })).rejects.toMatchObject({
      code: 'unsupported_media',
      message: expect.stringMatching(/^SECRETNAME0\.jpg: .*HEIC/),
      errors: [
        { path: 'file.0', message: expect.stringMatching(/^SECRETNAME0\.jpg: /) },
        { path: 'file.1', message: expect.stringMatching(/^SECRETNAME1\.jpg: .*empty/) },
      ],
    })
    expect(await rowsOf(world)).toEqual([])
    expect(await albumsOf(world)).toEqual([])
    await deleteObjects({ ...system, db }, { keys: [...store.objects.keys()] })
    expect(store.objects.size).toBe(0)
  }),
)

test(
  'an album by its title: made once, however often files are added to it, and everybody has their own',
  inWorld(async (world) => {
    const { as, anna, ben } = world
    await createAlbum(as(anna), { title: 'Trip', description: '', visibility: 'private', filter: { town: 'Rome' } })
    const data = jpegBytes()
    const first = await add(as(anna), [data], { albumTitle: 'Trip' })
    const again = await add(as(anna), [data, jpegBytes()], { albumTitle: 'Trip' })
    const bens = await add(as(ben), [data], { albumTitle: 'Trip' })
    expect(first.album).toMatchObject({ title: 'Trip', created: true })
    expect(again.album).toEqual({ ...first.album, created: false })
    expect(bens.album).toMatchObject({ created: true })
    expect(bens.album?.id).not.toBe(first.album?.id)
    const album = await getAlbum(as(anna), first.album?.id ?? '')
    expect(album.photos.items.map(({ id }) => id)).toEqual(again.photos.map(({ id }) => id))
    expect(album).toMatchObject({ visibility: 'private', smart: false, title: 'Trip' })
  }),
)

test(
  'an album of somebody else: nothing is kept, and no more is said than of one that never was',
  inWorld(async (world) => {
    const { as, anna, ben } = world
    const make = (visibility: 'public' | 'private') =>
      createAlbum(as(ben), { title: 'Ben', description: '', visibility })
    const [hidden, shown] = [await make('private'), await make('public')]
    const foreign = await add(as(anna), [jpegBytes()], { album: hidden.id }).catch((error) => error)
    const never = await add(as(anna), [jpegBytes()], { album: randomUUID() }).catch((error) => error)
    expect(foreign).toEqual(never)
    expect(foreign.code).toBe('not_found')
    expect(await refusal(add(as(anna), [jpegBytes()], { album: shown.id }))).toBe('forbidden')
    expect(await rowsOf(world)).toEqual([])
    for (const { id } of [hidden, shown]) expect((await getAlbum(as(ben), id)).photos.items).toEqual([])
  }),
)

test(
  'a smart album, or a time that does not exist: nothing is kept',
  inWorld(async (world) => {
    const { as, anna } = world
    const smart = await createAlbum(as(anna), {
      title: 'S',
      description: '',
      visibility: 'private',
      filter: { town: 'Rome' },
    })
    expect(await refusal(add(as(anna), [jpegBytes()], { album: smart.id }))).toBe('unprocessable')
    const impossible = { albumTitle: 'Trip', takenAt: '2023-02-30T00:00:00' }
    expect(await refusal(add(as(anna), [jpegBytes()], impossible))).toBe('invalid')
    expect(await rowsOf(world)).toEqual([])
    expect((await albumsOf(world)).map(({ title }) => title)).toEqual(['S'])
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

test('forms at once with the same title fill one album', () =>
  inLastingWorld(async (world) => {
    const { as, anna } = world
    const send = () => add(as(anna), [jpegBytes()], { albumTitle: 'At once' })
    const replies = await Promise.all([send(), send(), send()])
    const [made, ...others] = await albumsOf(world)
    expect(others).toEqual([])
    expect(replies.map(({ album }) => album?.id)).toEqual([made?.id, made?.id, made?.id])
    expect(replies.filter(({ album }) => album?.created)).toHaveLength(1)
    expect((await getAlbum(as(anna), made?.id ?? '')).photos.items).toHaveLength(3)
  }))

test('a form that is refused does not take away what another one with the same file makes', () =>
  inLastingWorld(async (world) => {
    const { as, anna, ben } = world
    const bens = await createAlbum(as(ben), { title: 'Ben', description: '', visibility: 'public' })
    const data = jpegBytes()
    const reply = await addPhotos(as(anna), {
      async read(take) {
        const other = addPhotos(as(anna), {
          async read(takeOther) {
            await takeOther({ name: 'a.jpg', body: bodyOf(data) })
            await take({ name: 'a.jpg', body: bodyOf(data) })
            return { album: bens.id }
          },
        })
        expect(await refusal(other)).toBe('forbidden')
        return {}
      },
    })
    expect(reply.photos).toMatchObject([{ status: 'processing', filename: 'a.jpg' }])
    expect(await rowsOf(world)).toHaveLength(1)
  }))
