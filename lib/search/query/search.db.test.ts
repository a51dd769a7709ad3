import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { ANONYMOUS } from '../../context/actor'
import type { Context } from '../../context/context'
import type { Photo } from '../../photos/contract'
import { FACETS } from '../language/contract'
import { parseFilterText } from '../language/query-language'
import { EVERYTHING, type Filter } from '../language/terms'
import { arbitraryFilter } from '../testing/arbitrary-filter'
import { matches } from '../testing/oracle'
import { actorOf, context } from '../testing/people'
import { anyPhoto, hiddenFields, hiddenPhoto, publicPhoto } from '../testing/worlds'
import { countPhotos } from './count'
import { getFacets } from './facets'
import { getMap } from './map'
import { listPhotos } from './page'
import { suggest } from './suggest'
import { getTimeline } from './timeline'

async function everybody(db: Database) {
  const anna = await makeUser(db, { username: 'anna-b' })
  const ben = await makeUser(db, { username: 'ben', showLocation: true })
  const carl = await makeUser(db, { username: 'carl' })
  const dora = await makeUser(db, { username: 'dora', showLocation: true, disabledAt: new Date() })
  return { anna, ben, carl, dora }
}

/** All that search tells an actor about a filter. */
async function everything(ctx: Context, filter: Filter): Promise<string> {
  const page = await listPhotos(ctx, { filter, limit: 3, count: true })
  const all = await listPhotos(ctx, { filter, limit: 500 })
  const told = [page, all, await getTimeline(ctx, filter), await getFacets(ctx, filter, [...FACETS])]
  return JSON.stringify([...told, await getMap(ctx, { filter, zoom: 3 }), await getMap(ctx, { filter, zoom: 12 })])
}

const owners = ['anna', 'ben', 'carl', 'dora'] as const
const placed = <T>(photo: fc.Arbitrary<T>, max: number) =>
  fc.array(fc.tuple(fc.constantFrom(...owners), photo), { minLength: 1, maxLength: max })

/** So many random worlds, however long they take. */
const RUNS = { telling: 24, meaning: 60 }
const LIMIT_MS = 900_000
/** Whoever reaches fewer has failed. */
const ALL_OR_FAIL = { interruptAfterTimeLimit: LIMIT_MS - 60_000, markInterruptAsFailure: true }

/** Words of places and file names, and their negation: asked in every world, since random filters seldom are so plain. */
const HIDDEN_WORDS = ['berlin', '-berlin', 'boat or secret'].map(parseFilterText)

describe('non-interference', () => {
  it(
    'what an actor is told does not depend on what others hide',
    async () => {
      await withRollback(async (db) => {
        const users = await everybody(db)
        const property = fc.asyncProperty(
          placed(publicPhoto, 6),
          placed(hiddenPhoto, 4),
          fc.array(hiddenFields, { minLength: 4, maxLength: 4 }),
          fc.array(arbitraryFilter, { minLength: 3, maxLength: 3 }),
          async (shown, hidden, fields, filters) => {
            await db.execute(sql`savepoint world`)
            try {
              for (const [owner, photo] of shown) await makePhoto(db, users[owner].id, photo)
              await makePhoto(db, users.anna.id, { visibility: 'private' })
              const actors = [context(db, ANONYMOUS), context(db, actorOf(users.anna))]
              const questions = [EVERYTHING, ...HIDDEN_WORDS, ...filters]
              const tell = async () => {
                const told: string[] = []
                for (const ctx of actors) {
                  for (const filter of questions) told.push(await everything(ctx, filter))
                  for (const text of ['town:', 'se', 'owner:']) told.push(JSON.stringify(await suggest(ctx, text)))
                }
                return told
              }
              const before = await tell()
              for (const [owner, photo] of hidden) if (owner !== 'anna') await makePhoto(db, users[owner].id, photo)
              for (const [index, secret] of fields.entries()) {
                const id = sql`(select id from photos where owner_id = ${users.carl.id} order by id offset ${index} limit 1)`
                await db.update(photos).set(secret).where(eq(photos.id, id))
              }
              expect(await tell()).toEqual(before)
            } finally {
              await db.execute(sql`rollback to savepoint world`)
            }
          },
        )
        await fc.assert(property, { numRuns: RUNS.telling, ...ALL_OR_FAIL })
      })
    },
    LIMIT_MS,
  )
})

describe('meaning', () => {
  it(
    'list, count, timeline and facets are what the filter says about the photos as presented',
    async () => {
      await withRollback(async (db) => {
        const users = await everybody(db)
        const property = fc.asyncProperty(
          placed(anyPhoto, 12),
          fc.array(arbitraryFilter, { minLength: 2, maxLength: 2 }),
          async (world, filters) => {
            await db.execute(sql`savepoint world`)
            try {
              for (const [owner, photo] of world) await makePhoto(db, users[owner].id, photo)
              for (const actor of [actorOf(users.anna), actorOf(users.ben), ANONYMOUS]) {
                const ctx = context(db, actor)
                const visible = await presented(ctx)
                for (const filter of [EVERYTHING, ...filters]) await compare(ctx, filter, visible)
              }
            } finally {
              await db.execute(sql`rollback to savepoint world`)
            }
          },
        )
        await fc.assert(property, { numRuns: RUNS.meaning, ...ALL_OR_FAIL })
      })
    },
    LIMIT_MS,
  )
})

/** Every photo an actor may see, in any state, as presented. */
async function presented(ctx: Context): Promise<Photo[]> {
  const any: Filter = {
    ...EVERYTHING,
    terms: [
      {
        any: [
          { is: 'trash', value: 'true' },
          { is: 'trash', value: 'false' },
        ],
      },
      { any: [{ is: 'status', value: 'uploading' }, { not: { is: 'status', value: 'uploading' } }] },
    ],
  }
  return (await listPhotos(ctx, { filter: any, limit: 500 })).items
}

async function compare(ctx: Context, filter: Filter, visible: Photo[]): Promise<void> {
  const actor = ctx.actor.kind === 'user' ? ctx.actor : null
  const expected = visible.filter((photo) => matches(filter, photo, actor))
  const { items } = await listPhotos(ctx, { filter, limit: 500 })
  expect(items.map((photo) => photo.id).sort(), JSON.stringify(filter)).toEqual(
    expected.map((photo) => photo.id).sort(),
  )
  expect(await countPhotos(ctx, filter)).toBe(expected.length)
  await compareMap(ctx, filter, expected)
  const { months } = await getTimeline(ctx, filter)
  expect(Object.fromEntries(months.map(({ month, count }) => [month, count]))).toEqual(
    tally(expected.map((photo) => photo.takenAt?.slice(0, 7))),
  )
  const free = expected
  const facets = await getFacets(ctx, { ...filter, terms: filter.terms.map((term) => ({ all: [term, term] })) }, [
    ...FACETS,
  ])
  const counted = (name: keyof typeof facets) =>
    Object.fromEntries((facets[name] ?? []).map(({ value, count }) => [value, count]))
  expect(counted('town')).toEqual(tally(free.map((photo) => photo.place?.town)))
  expect(counted('tag')).toEqual(tally(free.flatMap((photo) => photo.tags)))
  expect(counted('owner')).toEqual(tally(free.map((photo) => photo.owner.username)))
  expect(counted('visibility')).toEqual(tally(free.map((photo) => photo.visibility)))
  expect(counted('year')).toEqual(tally(free.map((photo) => photo.takenAt?.slice(0, 4))))
  expect(counted('country')).toEqual(tally(free.map((photo) => photo.place?.country)))
  expect(counted('lens')).toEqual(tally(free.map((photo) => photo.camera?.lens)))
  expect(counted('type')).toEqual(tally(free.map((photo) => photo.mediaType.slice(6))))
  expect(counted('favourite')).toEqual(tally(free.map((photo) => (photo.favourite ? 'true' : null))))
  expect(counted('rating')).toEqual(tally(free.map((photo) => photo.rating)))
}

/** Every photo with a known place is in one cell, and single ones are named. */
async function compareMap(ctx: Context, filter: Filter, expected: Photo[]): Promise<void> {
  if (JSON.stringify(filter.terms).includes('bbox')) return
  const located = expected.filter((photo) => photo.location !== null)
  for (const zoom of [1, 12, 20]) {
    const { features, count } = await getMap(ctx, { filter, zoom })
    expect(count).toBe(located.length)
    const singles = features.filter(({ properties }) => !properties.cluster)
    for (const { properties, geometry } of singles) {
      const { location } = located.find(({ id }) => id === properties.photoId) as Photo
      expect(geometry.coordinates[1]).toBeCloseTo(location?.latitude ?? 0, 5)
    }
    expect(features.reduce((sum, { properties }) => sum + properties.count, 0)).toBe(count)
    expect(features.every(({ properties }) => properties.cluster === properties.count > 1)).toBe(true)
  }
}

function tally(values: (string | number | null | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) if (value != null) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
