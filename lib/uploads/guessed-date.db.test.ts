// A photo without a date in its file gets the file's time as a guess; without one it has no date, which is not today.
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { makePhoto } from '@/db/testing/factories'
import { updatePhoto } from '../edits/update-photo'
import { updatePhotos } from '../edits/update-photos'
import { processPhoto } from '../ingest/process'
import { NO_FIELDS } from '../photos/file-columns'
import { getPhoto } from '../photos/get-photo'
import { send } from '../photos/testing/upload'
import { bodyOf, decodedOf, inWorld, jpegBytes, sha256, type World } from '../photos/testing/world'
import { parseFilter } from '../search/language/filter'
import { listPhotos } from '../search/query/page'
import { getTimeline } from '../search/query/timeline'
import { addPhotos } from './add-photos'
import { completeUpload } from './complete-upload'
import { replaceFile } from './replace-file'
import { requestUpload } from './request-upload'

const LONG_AGO = '2015-03-01T10:00:00.000Z'

async function uploadedAt(world: World, modifiedAt: string | undefined, taken: string | null = null): Promise<string> {
  const { as, anna, system } = world
  const data = jpegBytes()
  const file = { name: 'a.jpg', bytes: data.length, mediaType: 'image/jpeg', ...(modifiedAt ? { modifiedAt } : {}) }
  const [ticket] = (await requestUpload(as(anna), { visibility: 'public', files: [file] })).uploads
  const id = (ticket as { photoId: string }).photoId
  await send(as(anna), id, data)
  await completeUpload(as(anna), { photoIds: [id] })
  const decoder = { decode: async () => decodedOf(data, { fields: { ...NO_FIELDS, takenLocal: taken } }) }
  await processPhoto(system, { photoId: id }, { decoder, locate: async () => null })
  return id
}

const dateOf = async ({ as, anna }: World, id: string) => {
  const { takenAt, takenAtGuessed } = await getPhoto(as(anna), { id })
  return [takenAt, takenAtGuessed]
}

async function found({ as, anna }: World, query: string): Promise<string[]> {
  const { items } = await listPhotos(as(anna), { filter: parseFilter(new URLSearchParams(`owner=me&${query}`)) })
  return items.map(({ id }) => id)
}

test(
  'the guess is told as one, to others too, and gives way to what the file or a person says',
  inWorld(async (world) => {
    const { as, anna, ben } = world
    const guessed = await uploadedAt(world, LONG_AGO)
    expect(await dateOf(world, guessed)).toEqual(['2015-03-01T10:00:00Z', true])
    expect(await getPhoto(as(ben), { id: guessed })).toMatchObject({ takenAtGuessed: true })
    const said = await uploadedAt(world, LONG_AGO, '2012-01-02 03:04:05.000')
    expect(await dateOf(world, said)).toEqual(['2012-01-02T03:04:05', false])
    await updatePhoto(as(anna), { id: guessed, patch: { takenAt: '2014-05-06T07:08:09Z' } })
    expect(await dateOf(world, guessed)).toEqual(['2014-05-06T07:08:09Z', false])
    await updatePhoto(as(anna), { id: guessed, patch: { takenAt: null } })
    expect(await dateOf(world, guessed)).toEqual([null, false])
    await updatePhoto(as(anna), { id: guessed, patch: { reset: ['takenAt'] } })
    expect(await dateOf(world, guessed)).toEqual(['2015-03-01T10:00:00Z', true])
  }),
)

test.each([
  undefined,
  new Date().toISOString(),
  '1970-01-01T00:00:00Z',
  '1980-01-01T00:00:00Z',
  '2999-01-01T00:00:00Z',
])('a file time of %s is no guess: the photo has no date', async (modifiedAt) => {
  await inWorld(async (world) =>
    expect(await dateOf(world, await uploadedAt(world, modifiedAt))).toEqual([null, false]),
  )()
})

test(
  'lists, timeline and filters agree about what has no date',
  inWorld(async (world) => {
    const { db, anna, as } = world
    const dated = (await makePhoto(db, anna.id, { takenLocal: '2020-01-01 00:00:00' })).id
    const guessed = await uploadedAt(world, LONG_AGO)
    const none = [await uploadedAt(world, undefined), await uploadedAt(world, undefined)]
    expect(await found(world, '')).toEqual([dated, guessed, ...none.toReversed()])
    expect(await found(world, 'order=asc')).toEqual([guessed, dated, ...none])
    expect(await found(world, 'hasDate=false')).toEqual(none.toReversed())
    expect(await found(world, 'hasDate=true')).toEqual([dated, guessed])
    expect(await found(world, 'guessed=true')).toEqual([guessed])
    expect(await found(world, 'guessed=false')).toEqual([dated, ...none.toReversed()])
    expect(await found(world, 'q=hasDate:false')).toEqual(none.toReversed())
    expect(await found(world, 'q=-hasDate:false -guessed:true')).toEqual([dated])
    expect(await found(world, 'before=2016')).toEqual([guessed])
    expect(await found(world, 'before=2999-01-01T00:00:00Z')).toEqual([dated, guessed])
    expect(await found(world, 'after=2000')).toEqual([dated, guessed])
    for (const query of ['owner=me', 'owner=me&type=jpeg', 'owner=me&bytes=1-']) {
      expect(await getTimeline(as(anna), parseFilter(new URLSearchParams(query)))).toEqual({
        months: [
          { month: '2020-01', count: 1 },
          { month: '2015-03', count: 1 },
        ],
        undated: 2,
      })
    }
    const at = async (query: string, place: string) =>
      (await listPhotos(as(anna), { filter: parseFilter(new URLSearchParams(query)), at: place })).items.map(
        (p) => p.id,
      )
    expect(await at('owner=me', 'none')).toEqual(none.toReversed())
    expect(await at('owner=me&order=asc', 'none')).toEqual(none)
    expect(await at('owner=me&order=asc', '2016')).toEqual([dated, ...none])
    expect(await at('owner=me', '2016')).toEqual([guessed, ...none.toReversed()])
  }),
)

test(
  'a guess that is moved becomes the date; what has none stays without',
  inWorld(async (world) => {
    const { as, anna } = world
    const [guessed, none] = [await uploadedAt(world, LONG_AGO), await uploadedAt(world, undefined)]
    const reply = await updatePhotos(as(anna), {
      select: { ids: [guessed, none] },
      set: { takenAt: { shift: 'PT1H' } },
    })
    expect(reply).toMatchObject({ matched: 2, changed: 1 })
    expect(await dateOf(world, guessed)).toEqual(['2015-03-01T11:00:00', false])
    expect(await dateOf(world, none)).toEqual([null, false])
  }),
)

test(
  'a known photo without a date gets the guess when its file comes again; another file takes its guess away',
  inWorld(async (world) => {
    const { as, anna, db } = world
    const data = jpegBytes()
    const add = (fields: { modifiedAt?: string }) =>
      addPhotos(as(anna), {
        async read(take) {
          await take({ name: 'a.jpg', body: bodyOf(data) })
          return fields
        },
      })
    const {
      photos: [photo],
    } = await add({})
    const id = photo?.id as string
    expect(await dateOf(world, id)).toEqual([null, false])
    await add({ modifiedAt: LONG_AGO })
    expect(await dateOf(world, id)).toEqual(['2015-03-01T10:00:00Z', true])
    const file = { name: 'a.jpg', bytes: data.length, mediaType: 'image/jpeg', sha256: sha256(data) }
    const later = { ...file, modifiedAt: '2017-01-01T00:00:00Z' }
    await requestUpload(as(anna), { visibility: 'private', files: [later] })
    expect(await dateOf(world, id)).toEqual(['2015-03-01T10:00:00Z', true])
    await db.update(photos).set({ status: 'ready', width: 1, height: 1 }).where(eq(photos.id, id))
    await replaceFile(as(anna), { id, body: bodyOf(jpegBytes()) })
    expect(await dateOf(world, id)).toEqual([null, false])
  }),
)
