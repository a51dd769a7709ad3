import { and, eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { photoBands, photos } from '@/db/schema/photos'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { makeManyPhotos, rowsReadBy } from '@/db/testing/many-photos'
import { type Actor, ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { actorOf, inWorld } from '../photos/testing/world'
import { detailDistance, MOST_DISTANCE } from './distances'
import { findNear } from './find-near'
import type { Print } from './near-photos'

const bitsOf = (length: number) =>
  fc.bigInt({ min: 0n, max: (1n << BigInt(length)) - 1n }).map((number) => number.toString(2).padStart(length, '0'))

/** Differs in `count` bits from `start` on, `step` apart: neighbours flip together, as in pictures, or one of a band each. */
function flipped(bits: string, { count, start, step }: { count: number; start: number; step: number }): string {
  const changed = [...bits]
  let place = start % bits.length
  for (let left = Math.min(count, bits.length); left > 0; left--) {
    while (changed[place] !== bits[place]) place = (place + 1) % bits.length
    changed[place] = bits[place] === '1' ? '0' : '1'
    place = (place + step) % bits.length
  }
  return changed.join('')
}

const flips = (most: number) =>
  fc.record({ count: fc.integer({ min: 0, max: most }), start: fc.nat(511), step: fc.constantFrom(1, 5, 6, 7, 8, 9) })

const onePhoto = fc.record({
  hash: flips(40),
  detail: flips(140),
  owner: fc.constantFrom(0, 1),
  visibility: fc.constantFrom('private', 'public'),
  status: fc.constantFrom('ready', 'ready', 'ready', 'failed'),
  trashed: fc.constantFrom(false, false, true),
})

const world = fc.record({
  seed: fc.record({ hash: bitsOf(128), detail: bitsOf(512) }),
  near: fc.array(onePhoto, { minLength: 20, maxLength: 40 }),
})

const differing = (one: string, other: string) => [...one].filter((bit, place) => bit !== other[place]).length

test('all and only what is near and listed is found, nearest first, at every distance', async () => {
  await fc.assert(
    fc.asyncProperty(world, ({ seed, near }) =>
      withRollback(async (db) => {
        const owners = [await makeUser(db), await makeUser(db)]
        const made = []
        for (const { hash, detail, owner, trashed, ...rest } of near) {
          const prints = { hash: flipped(seed.hash, hash), detail: flipped(seed.detail, detail) }
          const ownerId = owners[owner]?.id ?? ''
          const photo = await makePhoto(db, ownerId, {
            ...rest,
            ...prints,
            visibility: rest.visibility as 'private',
            status: rest.status as 'ready',
            deletedAt: trashed ? new Date() : null,
          })
          made.push({ ...photo, ...prints })
        }
        const actors: Actor[] = [ANONYMOUS, ...owners.map((owner) => actorOf({ ...owner }))]
        for (const actor of actors) {
          const mine = 'userId' in actor ? actor.userId : null
          const listed = made.filter(
            (photo) =>
              photo.status === 'ready' &&
              photo.deletedAt === null &&
              (photo.visibility === 'public' || photo.ownerId === mine),
          )
          for (let distance = 0; distance <= MOST_DISTANCE; distance++) {
            const right = listed
              .map(({ id, hash, detail }) => ({
                id,
                distance: differing(hash, seed.hash),
                fine: differing(detail, seed.detail),
              }))
              .filter((photo) => photo.distance <= distance && photo.fine <= detailDistance(distance))
              .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
              .map((photo) => [photo.id, photo.distance])
            const found = await findNear(contextOf(db, actor), { prints: [seed], distance, limit: 500 })
            expect(found.map(({ photo, distance }) => [photo.id, distance])).toEqual(right)
          }
        }
      }),
    ),
    { numRuns: 5 },
  )
})

const contextOf = (db: Database, actor: Actor) => ({ db, actor }) as Context

const PRINT: Print = { hash: '0110'.repeat(32), detail: '0011'.repeat(128) }

test('no plan reads a table from end to end', () =>
  withRollback(async (db) => {
    const owner = await makeUser(db)
    for (let n = 0; n < 30; n++) await makePhoto(db, owner.id, { ...PRINT, visibility: 'public' })
    await db.execute(sql`analyze photos, photo_bands`)
    const scans = async () => {
      const { rows } = await db.execute(sql`select relname, seq_scan from pg_stat_xact_user_tables
        where relname in ('photos', 'photo_bands') order by 1`)
      return rows
    }
    for (const actor of [ANONYMOUS, actorOf({ ...owner })]) {
      for (const distance of [0, 10, 20, 21, 32]) {
        const before = await scans()
        const { rows } = await db.execute(
          sql`select photo_id from public.similar_photos(${PRINT.hash}::bit(128), ${PRINT.detail}::bit(512), ${distance}, 0)`,
        )
        expect(rows).toHaveLength(30)
        expect(await scans()).toEqual(before)
        const input = { prints: [PRINT], distance, limit: 10 }
        expect(await findNear(contextOf(db, actor), input)).toHaveLength(10)
      }
    }
  }))

test('a photo stands in six bands while it can be compared, under the keys of the hash it has', () =>
  withRollback(async (db) => {
    const owner = await makeUser(db)
    const { id } = await makePhoto(db, owner.id, PRINT)
    const keys = async () => {
      const rows = await db.select({ key: photoBands.key }).from(photoBands).where(eq(photoBands.photoId, id))
      return rows.map(({ key }) => key).sort((a, b) => a - b)
    }
    const right = (hash: string) =>
      Array.from({ length: 6 }, (_, band) =>
        [...hash].reduce(
          (key, bit, place) => (place % 6 === band && bit === '1' ? key | (1 << ((place / 6) | 0)) : key),
          band << 22,
        ),
      )
    const set = (values: Partial<typeof photos.$inferInsert>) => db.update(photos).set(values).where(eq(photos.id, id))
    expect(await keys()).toEqual(right(PRINT.hash))
    await set({ title: 'Other', deletedAt: new Date() })
    expect(await keys()).toEqual(right(PRINT.hash))
    await set({ hash: '10'.repeat(64) })
    expect(await keys()).toEqual(right('10'.repeat(64)))
    await set({ hash: null })
    expect(await keys()).toEqual([])
    await set({ hash: PRINT.hash, detail: null })
    expect(await keys()).toEqual([])
    await set({ detail: PRINT.detail })
    expect(await keys()).toEqual(right(PRINT.hash))
    await db.delete(photos).where(and(eq(photos.id, id)))
    expect(await keys()).toEqual([])
  }))

test(
  'what is near but private, in the trash, of a disabled owner or unlike in detail is not told',
  inWorld(async ({ db, anna, ben, as, anonymous }) => {
    const unlike = { ...PRINT, detail: '1100'.repeat(128) }
    const open = await makePhoto(db, anna.id, { ...PRINT, visibility: 'public' })
    const closed = await makePhoto(db, anna.id, PRINT)
    await makePhoto(db, anna.id, { ...PRINT, visibility: 'public', deletedAt: new Date() })
    await makePhoto(db, anna.id, { ...unlike, visibility: 'public' })
    const ids = async (ctx: Context) => {
      const found = await findNear(ctx, { prints: [PRINT], distance: 10, limit: 10 })
      return found.map(({ photo }) => photo.id).sort()
    }
    expect(await ids(as(anna))).toEqual([open.id, closed.id].sort())
    expect(await ids(as(ben))).toEqual([open.id])
    expect(await ids(anonymous)).toEqual([open.id])
    await db.execute(sql`update users set disabled_at = now() where id = ${anna.id}`)
    expect(await ids(as(ben))).toEqual([])
  }),
)

// The planner knows nothing of what came in the same transaction, and after that everything.
test.each(['right after they came', 'with statistics'])(
  'among thousands of photos only those near are read, %s',
  (when) =>
    withRollback(async (db) => {
      const owner = await makeUser(db)
      await makeManyPhotos(db, owner.id, 4000)
      for (let n = 0; n < 5; n++) await makePhoto(db, owner.id, { ...PRINT, visibility: 'public' })
      if (when === 'with statistics') await db.execute(sql`analyze photos, photo_bands`)
      for (const actor of [ANONYMOUS, actorOf({ ...owner })]) {
        for (const distance of [4, 10, 16, 20, 24]) {
          const ask = async () => {
            const found = await findNear(contextOf(db, actor), { prints: [PRINT], distance, limit: 50 })
            expect(found).toHaveLength(5)
          }
          const read = await rowsReadBy(db, ['photos', 'photo_bands'], ask)
          expect(read.photos).toBeLessThan(100)
          // Beyond 20 bits the first band is read whole.
          expect(read.photo_bands).toBeLessThan(distance > 20 ? 6000 : 1000)
        }
      }
    }),
)
