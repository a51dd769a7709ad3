import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { makePhoto } from '@/db/testing/factories'
import type { BatchSet, Select } from '../photos/batch-contract'
import { contexts } from '../photos/testing/access'
import { refusal } from '../photos/testing/refusal'
import { inWorld, type World } from '../photos/testing/world'
import { deletePhotos, restorePhotos } from './trash-photos'
import { updatePhotos } from './update-photos'

async function three(world: World) {
  const make = (overrides: Parameters<typeof makePhoto>[2]) => makePhoto(world.db, world.anna.id, overrides)
  return [
    await make({ town: 'Berlin', tags: ['a', 'Old'] }),
    await make({ town: 'Berlin', tags: [], visibility: 'public' }),
    await make({ town: 'Paris', tags: ['x'], takenLocal: null, takenOffset: null }),
  ] as const
}

const rowsOf = (world: World, ownerId: string) =>
  world.db.select().from(photos).where(eq(photos.ownerId, ownerId)).orderBy(asc(photos.id))

test(
  'a filter selects own photos only, and what is set is counted',
  inWorld(async (world) => {
    const [one, two, paris] = await three(world)
    const bens = await makePhoto(world.db, world.ben.id, { town: 'Berlin', visibility: 'public' })
    const set: BatchSet = {
      tags: { add: ['holiday'], remove: ['OLD'] },
      takenAt: { shift: '-PT90M' },
      visibility: 'public',
    }
    const input = { select: { filter: { town: 'Berlin' } } as Select, set }
    expect(await updatePhotos(world.as(world.anna), { ...input, dryRun: true })).toMatchObject({
      matched: 2,
      changed: 2,
    })
    expect((await world.row(one.id)).tags).toEqual(['a', 'Old'])
    expect(await updatePhotos(world.as(world.anna), input)).toMatchObject({ matched: 2, changed: 2 })
    expect(await world.row(one.id)).toMatchObject({
      tags: ['a', 'holiday'],
      visibility: 'public',
      takenLocal: '2023-08-10 12:33:00',
      takenOffset: 120,
      edited: ['tags', 'takenAt'],
    })
    expect(await world.row(two.id)).toMatchObject({ tags: ['holiday'] })
    expect(await world.row(paris.id)).toMatchObject({ tags: ['x'], edited: [] })
    expect(await world.row(bens.id)).toMatchObject({ tags: [], takenLocal: '2023-08-10 14:03:00' })
  }),
)

test(
  'what is already so is matched but not changed',
  inWorld(async (world) => {
    const [one, two, paris] = await three(world)
    const ids = [one.id, two.id, paris.id, one.id]
    const set: BatchSet = { visibility: 'private', tags: { add: ['A'] } }
    const before = await world.row(one.id)
    expect(await updatePhotos(world.as(world.anna), { select: { ids }, set })).toMatchObject({ matched: 3, changed: 2 })
    expect(await world.row(one.id)).toEqual(before)
    expect(await updatePhotos(world.as(world.anna), { select: { ids }, set })).toMatchObject({ matched: 3, changed: 0 })
  }),
)

test.each<{ set: BatchSet; changes: number }>([
  { set: { visibility: 'public' }, changes: 2 },
  { set: { tags: { add: ['a'] } }, changes: 2 },
  { set: { tags: { remove: ['OLD', 'x'] } }, changes: 2 },
  { set: { takenAt: { shift: 'PT1H' } }, changes: 2 },
  { set: { takenAt: { at: '2023-08-10T14:03:00+02:00' } }, changes: 1 },
  { set: { takenAt: { at: null } }, changes: 2 },
  { set: { place: { town: 'Berlin', country: 'Germany', countryCode: 'DE' } }, changes: 1 },
  { set: { location: { latitude: 52.5163, longitude: 13.3777 } }, changes: 0 },
  { set: { location: null }, changes: 3 },
  { set: { title: 'A title', rating: null }, changes: 0 },
])('a dry run of $set tells what the run then changes', ({ set, changes }) =>
  inWorld(async (world) => {
    const ids = (await three(world)).map(({ id }) => id)
    const before = await rowsOf(world, world.anna.id)
    const dry = await updatePhotos(world.as(world.anna), { select: { ids }, set, dryRun: true })
    const counts = { matched: 3, changed: changes }
    // None of their words names a place.
    expect(dry).toEqual(set.visibility ? { ...counts, placeWords: [] } : counts)
    expect(await rowsOf(world, world.anna.id)).toEqual(before)
    expect(await updatePhotos(world.as(world.anna), { select: { ids }, set })).toMatchObject(counts)
  })(),
)

test(
  'times that are not known stay unknown, and none leaves the calendar',
  inWorld(async (world) => {
    const [, , paris] = await three(world)
    const early = await makePhoto(world.db, world.anna.id, { takenLocal: '0001-01-01 00:30:00' })
    const ids = [paris.id, early.id]
    const set: BatchSet = { takenAt: { shift: '-PT1H' } }
    expect(await updatePhotos(world.as(world.anna), { select: { ids }, set })).toMatchObject({ matched: 2, changed: 0 })
  }),
)

test(
  'a location moves many: places follow, except those a person has set',
  inWorld(async (world) => {
    const [one, two] = await three(world)
    await world.db
      .update(photos)
      .set({ edited: ['place'] })
      .where(eq(photos.id, two.id))
    const set: BatchSet = { location: { latitude: 1, longitude: 2 }, rating: 4, favourite: true, title: 'T' }
    const select = { ids: [one.id, two.id] }
    expect(await updatePhotos(world.as(world.anna), { select, set })).toMatchObject({ matched: 2, changed: 2 })
    expect(await world.row(one.id)).toMatchObject({
      latitude: 1,
      altitude: null,
      town: null,
      countryCode: null,
      rating: 4,
    })
    expect(await world.row(two.id)).toMatchObject({ latitude: 1, town: 'Berlin', favourite: true, title: 'T' })
    expect((await world.jobs('photo.locate', one.id))[0]?.payload).toEqual({
      photoIds: expect.arrayContaining([one.id, two.id]),
    })
    await updatePhotos(world.as(world.anna), {
      select,
      set: { place: { town: 'Rom', countryCode: 'IT' }, location: null },
    })
    expect(await world.row(one.id)).toMatchObject({ latitude: null, town: 'Rom', country: null, countryCode: 'IT' })
  }),
)

const SELECTS: [string, (foreign: string[]) => string[]][] = [
  ['private', ([hidden]) => [hidden as string]],
  ['public', ([, shown]) => [shown as string]],
  ['unknown', () => ['00000000-0000-7000-8000-000000000000']],
]

test.each(SELECTS)('one foreign id (%s) among own ones: 404, nothing changed', (_name, pick) =>
  inWorld(async (world) => {
    const { db, anna, ben, as, anonymous } = world
    const own = await three(world)
    const foreign = [(await makePhoto(db, ben.id)).id, (await makePhoto(db, ben.id, { visibility: 'public' })).id]
    const ids = [...own.map(({ id }) => id), ...pick(foreign)]
    const before = [await rowsOf(world, anna.id), await rowsOf(world, ben.id)]
    const acts = [
      (ctx: typeof anonymous) => updatePhotos(ctx, { select: { ids }, set: { title: 'HACKED' } }),
      (ctx: typeof anonymous) => deletePhotos(ctx, { select: { ids } }),
      (ctx: typeof anonymous) => deletePhotos(ctx, { select: { ids }, permanent: true }),
      (ctx: typeof anonymous) => restorePhotos(ctx, { select: { ids } }),
    ]
    for (const act of acts) {
      expect(await refusal(act(as(anna)))).toBe('not_found')
      expect(await refusal(act(contexts(world).admin))).toBe('not_found')
      expect(await refusal(act(anonymous))).toBe('unauthenticated')
    }
    expect([await rowsOf(world, anna.id), await rowsOf(world, ben.id)]).toEqual(before)
  })(),
)

test(
  'a filter never reaches others’ photos, however it is written',
  inWorld(async (world) => {
    const { db, ben, as, anna } = world
    await three(world)
    await makePhoto(db, ben.id, { visibility: 'public', title: 'BENS' })
    const before = await rowsOf(world, ben.id)
    const filters: Record<string, string>[] = [
      { q: 'BENS or town:Paris' },
      { owner: ben.username },
      {},
      { q: '-town:Nowhere' },
    ]
    for (const filter of filters) {
      await updatePhotos(as(anna), { select: { filter }, set: { title: 'HACKED' } })
      await deletePhotos(as(anna), { select: { filter } })
    }
    expect(await rowsOf(world, ben.id)).toEqual(before)
  }),
)

test(
  'into the trash and back, for ever by the trash filter',
  inWorld(async (world) => {
    const { as, anna, jobs } = world
    const [one, two, paris] = await three(world)
    const berlin = { filter: { town: 'Berlin' } }
    expect(await deletePhotos(as(anna), { select: berlin, dryRun: true })).toMatchObject({ matched: 2, changed: 2 })
    expect(await deletePhotos(as(anna), { select: berlin })).toMatchObject({ matched: 2, changed: 2 })
    expect((await world.row(one.id)).deletedAt).not.toBeNull()
    const ids = [one.id, paris.id]
    expect(await restorePhotos(as(anna), { select: { ids } })).toMatchObject({ matched: 2, changed: 1 })
    const trash = { filter: { trash: 'true' } }
    expect(await deletePhotos(as(anna), { select: trash, permanent: true })).toMatchObject({ matched: 1, changed: 1 })
    await expect(world.row(two.id)).rejects.toThrow('no such photo')
    expect(await jobs('objects.delete', two.id)).toHaveLength(1)
    expect(await rowsOf(world, anna.id)).toHaveLength(2)
  }),
)

test.each<[string, Select, BatchSet]>([
  ['nothing to set', { filter: {} }, {}],
  ['an unknown filter', { filter: { colour: 'red' } }, { rating: 1 }],
  ['a filter that does not parse', { filter: { after: '2023-99' } }, { rating: 1 }],
  ['a shift that is none', { filter: {} }, { takenAt: { shift: 'P1M' } }],
])('%s is refused', (_name, select, set) =>
  inWorld(async (world) => {
    await three(world)
    expect(await refusal(updatePhotos(world.as(world.anna), { select, set }))).toBe('invalid')
  })(),
)
