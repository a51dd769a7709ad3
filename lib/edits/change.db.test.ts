import { expect, test } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import type { Context } from '../context/context'
import { deletePhoto } from '../photos/delete-photo'
import { keysOfPhoto } from '../photos/keys'
import { contexts } from '../photos/testing/access'
import { refusal } from '../photos/testing/refusal'
import { reserve } from '../photos/testing/upload'
import { inWorld, jpegBytes } from '../photos/testing/world'
import { restorePhoto } from './restore-photo'
import { retryPhoto } from './retry-photo'
import { trashPhoto } from './trash-photo'
import { updatePhoto } from './update-photo'

const VERBS: [string, (ctx: Context, id: string) => Promise<unknown>][] = [
  ['edit', (ctx, id) => updatePhoto(ctx, { id, patch: { title: 'HACKED', visibility: 'public' } })],
  ['trash', (ctx, id) => trashPhoto(ctx, { id })],
  ['delete', (ctx, id) => deletePhoto(ctx, { id })],
  ['restore', (ctx, id) => restorePhoto(ctx, { id })],
  ['retry', (ctx, id) => retryPhoto(ctx, { id })],
]

test.each(VERBS)('%s: only the owner, and a refusal changes nothing', (_name, verb) =>
  inWorld(async (world) => {
    const { db, anna, row } = world
    const { anonymous, other, admin } = contexts(world)
    const hidden = await makePhoto(db, anna.id, { status: 'failed' })
    const shown = await makePhoto(db, anna.id, { visibility: 'public' })
    const trashed = await makePhoto(db, anna.id, { visibility: 'public', deletedAt: new Date() })
    const all = [hidden, shown, trashed]
    const before = []
    for (const { id } of all) before.push(await row(id))
    const answers = []
    for (const ctx of [anonymous, other, admin]) {
      for (const { id } of all) answers.push(await refusal(verb(ctx, id)))
      answers.push(await refusal(verb(ctx, '00000000-0000-7000-8000-000000000000')))
    }
    const login = ['unauthenticated', 'unauthenticated', 'unauthenticated', 'unauthenticated']
    const foreign = ['not_found', 'forbidden', 'not_found', 'not_found']
    expect(answers).toEqual([...login, ...foreign, ...foreign])
    for (const [index, { id }] of all.entries()) expect(await row(id)).toEqual(before[index])
  })(),
)

test(
  'into the trash, twice, and back',
  inWorld(async ({ db, anna, as, row }) => {
    const { id } = await makePhoto(db, anna.id)
    await trashPhoto(as(anna), { id })
    const { deletedAt } = await row(id)
    expect(deletedAt).not.toBeNull()
    await trashPhoto(as(anna), { id })
    expect((await row(id)).deletedAt).toEqual(deletedAt)
    expect(await restorePhoto(as(anna), { id })).toMatchObject({ deletedAt: null })
    expect(await restorePhoto(as(anna), { id })).toMatchObject({ deletedAt: null })
  }),
)

test(
  'for ever: the row now, all its objects by a job',
  inWorld(async ({ db, anna, as, row, jobs }) => {
    const photo = await makePhoto(db, anna.id, { revision: 2 })
    await deletePhoto(as(anna), { id: photo.id })
    await expect(row(photo.id)).rejects.toThrow('no such photo')
    const [job] = await jobs('objects.delete', photo.id)
    expect(job?.payload).toEqual({ keys: keysOfPhoto(photo) })
    expect(keysOfPhoto(photo)).toHaveLength(6)
    expect(await refusal(deletePhoto(as(anna), { id: photo.id }))).toBe('not_found')
  }),
)

test(
  'an unfinished upload goes for ever at once',
  inWorld(async ({ anna, as, row, jobs }) => {
    const id = await reserve(as(anna), jpegBytes())
    await trashPhoto(as(anna), { id })
    await expect(row(id)).rejects.toThrow('no such photo')
    expect(await jobs('objects.delete', id)).toHaveLength(2)
  }),
)

test(
  'retry starts failed photos only',
  inWorld(async ({ db, anna, as, row, jobs }) => {
    const failed = await makePhoto(db, anna.id, { status: 'failed', failure: 'bad', attempts: 3 })
    const ready = await makePhoto(db, anna.id)
    const uploading = await makePhoto(db, anna.id, { status: 'uploading' })
    expect(await retryPhoto(as(anna), { id: failed.id })).toMatchObject({ status: 'processing', failure: null })
    expect(await retryPhoto(as(anna), { id: failed.id })).toMatchObject({ status: 'processing' })
    expect(await row(failed.id)).toMatchObject({ attempts: 0 })
    expect(await jobs('photo.process', failed.id)).toHaveLength(1)
    expect(await refusal(retryPhoto(as(anna), { id: ready.id }))).toBe('conflict')
    expect(await refusal(retryPhoto(as(anna), { id: uploading.id }))).toBe('conflict')
  }),
)

test(
  'an edit sets what it names and remembers that a person did',
  inWorld(async ({ db, anna, as, row, jobs }) => {
    const { id } = await makePhoto(db, anna.id, { lens: 'XF 35', iso: 200 })
    const photo = await updatePhoto(as(anna), {
      id,
      patch: {
        title: '  Ein\0 Boot ',
        tags: [' blau ', 'Blau', 'a  \n b', ''],
        takenAt: '2020-02-29T23:30:00-03:30',
        camera: { iso: 400, make: 'Leica' },
        location: { latitude: -33.9, longitude: 18.4 },
        rating: 5,
        favourite: true,
        visibility: 'public',
      },
    })
    expect(photo).toMatchObject({
      title: 'Ein Boot',
      tags: ['blau', 'a b'],
      takenAt: '2020-02-29T23:30:00-03:30',
      camera: { iso: 400, make: 'Leica', lens: 'XF 35' },
      location: { latitude: -33.9, longitude: 18.4, altitude: null },
      place: null,
      rating: 5,
      favourite: true,
      visibility: 'public',
    })
    expect((await row(id)).edited).toEqual(['camera', 'location', 'rating', 'tags', 'takenAt', 'title'])
    expect(await jobs('photo.locate', id)).toHaveLength(1)
  }),
)

test(
  'a place that a person has set stays when the location moves, until it is reset',
  inWorld(async ({ db, anna, as, jobs }) => {
    const { id } = await makePhoto(db, anna.id)
    const edit = (patch: Parameters<typeof updatePhoto>[1]['patch']) => updatePhoto(as(anna), { id, patch })
    expect(await edit({ place: { town: 'Home' } })).toMatchObject({ place: { town: 'Home', country: 'Germany' } })
    expect(await edit({ location: { latitude: 1, longitude: 2 } })).toMatchObject({ place: { town: 'Home' } })
    expect(await jobs('photo.locate', id)).toHaveLength(0)
    expect(await edit({ reset: ['place'] })).toMatchObject({ place: null })
    expect(await jobs('photo.locate', id)).toHaveLength(1)
    expect(await edit({ location: null, place: null })).toMatchObject({ place: null, location: null })
  }),
)

test(
  'null empties, an empty patch changes nothing',
  inWorld(async ({ db, anna, as, row }) => {
    const { id } = await makePhoto(db, anna.id, { rating: 3 })
    const before = await row(id)
    await updatePhoto(as(anna), { id, patch: {} })
    expect(await row(id)).toEqual(before)
    const emptied = await updatePhoto(as(anna), {
      id,
      patch: { takenAt: null, camera: null, rating: null, location: null },
    })
    expect(emptied).toMatchObject({ takenAt: null, camera: null, rating: null, location: null, place: null })
  }),
)

test.each([
  [{ title: 'x', reset: ['title' as const] }],
  [{ takenAt: '2023-02-30T10:00:00' }],
  [{ takenAt: 'yesterday' }],
  [{ takenAt: '2023-02-03T25:00:00Z' }],
])('%j is refused', (patch) =>
  inWorld(async ({ db, anna, as }) => {
    const { id } = await makePhoto(db, anna.id)
    expect(await refusal(updatePhoto(as(anna), { id, patch }))).toBe('invalid')
  })(),
)
