import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { albumPhotos } from '@/db/schema/albums'
import { batchUndoParts, batchUndos } from '@/db/schema/batch-undo'
import type { PhotoRow } from '@/db/schema/photos'
import { makePhoto } from '@/db/testing/factories'
import { addAlbumPhotos } from '../albums/change-photos'
import { createAlbum } from '../albums/create-album'
import { deleteAlbum } from '../albums/delete-album'
import type { BatchSet, Select } from '../photos/batch-contract'
import { contexts } from '../photos/testing/access'
import { refusal } from '../photos/testing/refusal'
import { inWorld, type World } from '../photos/testing/world'
import { deletePhotos, restorePhotos } from './trash-photos'
import { undoPhotos } from './undo-photos'
import { updatePhoto } from './update-photo'
import { updatePhotos } from './update-photos'

async function pair(world: World) {
  const make = (overrides: Parameters<typeof makePhoto>[2]) => makePhoto(world.db, world.anna.id, overrides)
  return [
    await make({ tags: ['a', 'Ü"\\'], latitude: 0.1 + 0.2, edited: ['title'], takenLocal: '2023-08-10 14:03:00.123' }),
    await make({ tags: [], rating: 3, takenLocal: null, takenOffset: null, latitude: null, longitude: null }),
  ] as const
}

const still = ({ updatedAt: _, ...row }: PhotoRow) => row

const SETS: [string, BatchSet][] = [
  ['words', { title: 'T', description: 'D', tags: { add: ['x'], remove: ['a'] } }],
  ['time', { takenAt: { shift: 'PT1H' } }],
  ['one time', { takenAt: { at: '2019-05-04T03:02:01-03:30' } }],
  ['no date', { takenAt: { at: null } }],
  ['a location, with the place that follows', { location: { latitude: 1.25, longitude: 2, altitude: 3 } }],
  ['no place', { place: null, location: null }],
  ['rating and favourite', { rating: 5, favourite: true }],
  ['into the archive', { archived: true }],
  ['no rating', { rating: null }],
  ['visibility', { visibility: 'public' }],
  ['a turn', { rotate: 270 }],
]

test.each(SETS)('%s: every photo is as it was, once', (_name, set) =>
  inWorld(async (world) => {
    const { as, anna } = world
    const both = await pair(world)
    const select: Select = { ids: both.map(({ id }) => id) }
    const { undo = '', changed } = await updatePhotos(as(anna), { select, set })
    expect(changed).toBeGreaterThan(0)
    expect(await undoPhotos(as(anna), { id: undo })).toEqual({ matched: changed, changed })
    for (const photo of both) expect(still(await world.row(photo.id))).toEqual(still(photo))
    expect(await refusal(undoPhotos(as(anna), { id: undo }))).toBe('not_found')
  })(),
)

test(
  'into the trash and back',
  inWorld(async (world) => {
    const { as, anna } = world
    const [one] = await pair(world)
    const select = { ids: [one.id] }
    const trashed = await deletePhotos(as(anna), { select })
    await undoPhotos(as(anna), { id: trashed.undo ?? '' })
    expect((await world.row(one.id)).deletedAt).toBeNull()
    await deletePhotos(as(anna), { select })
    const restored = await restorePhotos(as(anna), { select })
    await undoPhotos(as(anna), { id: restored.undo ?? '' })
    expect((await world.row(one.id)).deletedAt).not.toBeNull()
    expect((await deletePhotos(as(anna), { select, permanent: true })).undo).toBeUndefined()
  }),
)

test(
  'an album gets back its photos at their places, and loses what it got',
  inWorld(async (world) => {
    const { as, anna, db } = world
    const [one, two] = await pair(world)
    const three = await makePhoto(db, anna.id)
    const album = await createAlbum(as(anna), { title: 'A', description: '', visibility: 'private' })
    await addAlbumPhotos(as(anna), album.id, [two.id, one.id])
    const inAlbum = async () =>
      (
        await db
          .select({ id: albumPhotos.photoId })
          .from(albumPhotos)
          .where(eq(albumPhotos.albumId, album.id))
          .orderBy(albumPhotos.position)
      ).map(({ id }) => id)
    const select = { ids: [one.id, two.id, three.id] }
    const added = await updatePhotos(as(anna), { select, set: { album: { add: album.id } } })
    expect(added.changed).toBe(1)
    await undoPhotos(as(anna), { id: added.undo ?? '' })
    expect(await inAlbum()).toEqual([two.id, one.id])
    const removed = await updatePhotos(as(anna), { select: { ids: [two.id] }, set: { album: { remove: album.id } } })
    expect(await inAlbum()).toEqual([one.id])
    await undoPhotos(as(anna), { id: removed.undo ?? '' })
    expect(await inAlbum()).toEqual([two.id, one.id])
    const again = await updatePhotos(as(anna), { select, set: { album: { remove: album.id }, rating: 1 } })
    await deleteAlbum(as(anna), album.id, false)
    expect(await refusal(undoPhotos(as(anna), { id: again.undo ?? '' }))).toBe('conflict')
    expect((await world.row(one.id)).rating).toBe(1)
  }),
)

test(
  'a photo changed in the same field meanwhile: refused as a whole; in another field: kept',
  inWorld(async (world) => {
    const { as, anna } = world
    const [one, two] = await pair(world)
    const select = { ids: [one.id, two.id] }
    const batch = await updatePhotos(as(anna), { select, set: { rating: 5 } })
    await updatePhoto(as(anna), { id: two.id, patch: { description: 'later', rating: 4 } })
    expect(await refusal(undoPhotos(as(anna), { id: batch.undo ?? '' }))).toBe('conflict')
    expect((await world.row(one.id)).rating).toBe(5)
    await updatePhoto(as(anna), { id: two.id, patch: { rating: 5 } })
    await undoPhotos(as(anna), { id: batch.undo ?? '' })
    expect(await world.row(one.id)).toMatchObject({ rating: null, edited: ['title'] })
    expect(await world.row(two.id)).toMatchObject({ rating: 3, description: 'later', edited: ['description'] })
  }),
)

test(
  'what was brought back by hand meanwhile is left as it is, and the rest is taken back',
  inWorld(async (world) => {
    const { as, anna } = world
    const both = await pair(world)
    const [one, other] = both.map(({ id }) => id) as [string, string]
    const trashed = await deletePhotos(as(anna), { select: { ids: [one, other] } })
    await restorePhotos(as(anna), { select: { ids: [one] } })
    expect(await undoPhotos(as(anna), { id: trashed.undo ?? '' })).toEqual({ matched: 1, changed: 1 })
    for (const id of [one, other]) expect((await world.row(id)).deletedAt).toBeNull()
    const { undo = '' } = await updatePhotos(as(anna), { select: { ids: [one, other] }, set: { tags: { add: ['x'] } } })
    await updatePhoto(as(anna), { id: one, patch: { tags: ['a'] } })
    // Not as it was: one of its two tags is missing.
    expect(await refusal(undoPhotos(as(anna), { id: undo }))).toBe('conflict')
  }),
)

test(
  'nobody else’s, not after ten minutes, not of a dry run; deleted photos are left out',
  inWorld(async (world) => {
    const { as, anna, anonymous, db } = world
    const [one, two] = await pair(world)
    const select = { ids: [one.id, two.id] }
    const set: BatchSet = { title: 'X' }
    expect((await updatePhotos(as(anna), { select, set, dryRun: true })).undo).toBeUndefined()
    expect(await db.select().from(batchUndos).where(eq(batchUndos.userId, anna.id))).toEqual([])
    const { undo = '' } = await updatePhotos(as(anna), { select, set })
    const { other, admin } = contexts(world)
    for (const ctx of [other, admin]) expect(await refusal(undoPhotos(ctx, { id: undo }))).toBe('not_found')
    expect(await refusal(undoPhotos(anonymous, { id: undo }))).toBe('unauthenticated')
    await db.update(batchUndos).set({ createdAt: sql`now() - interval '10 minutes 1 second'` })
    expect(await refusal(undoPhotos(as(anna), { id: undo }))).toBe('not_found')
    await db.update(batchUndos).set({ createdAt: sql`now()` })
    await deletePhotos(as(anna), { select: { ids: [two.id] }, permanent: true })
    expect(await undoPhotos(as(anna), { id: undo })).toEqual({ matched: 1, changed: 1 })
    expect((await world.row(one.id)).title).toBe('A title')
  }),
)

test(
  'many photos: a part for each two thousand, and all of them back',
  inWorld(async (world) => {
    const { as, anna, db } = world
    const [one] = await pair(world)
    const MANY = 5_000
    await db.execute(sql`
      insert into photos (owner_id, status, filename, object_key, bytes, media_type, rating)
      select ${anna.id}::uuid, 'processing', 'many.jpg', 'many/' || n, 1, 'image/jpeg', n % 6 from generate_series(1, ${MANY}::int) as n`)
    const many = sql`owner_id = ${anna.id}::uuid and filename = 'many.jpg'`
    const sums = async () =>
      (await db.execute(sql`select count(*)::int as photos, sum(rating)::int as stars from photos where ${many}`))
        .rows[0]
    const before = await sums()
    const select: Select = { filter: { status: 'processing' } }
    const batch = await updatePhotos(as(anna), { select, set: { rating: 5, tags: { add: ['many'] } } })
    expect(batch).toMatchObject({ matched: MANY, changed: MANY })
    expect(await db.select({ part: batchUndoParts.part }).from(batchUndoParts)).toHaveLength(3)
    expect(await sums()).toEqual({ photos: MANY, stars: MANY * 5 })
    expect(await undoPhotos(as(anna), { id: batch.undo ?? '' })).toEqual({ matched: MANY, changed: MANY })
    expect(await sums()).toEqual(before)
    expect((await world.row(one.id)).rating).toBeNull()
  }),
  60_000,
)
