import { inArray, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { photos } from '@/db/schema/photos'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { makeWorld } from '../photos/testing/world'
import { keepSome } from './keep-groups'
import { nearDuplicates } from './near-duplicates'
import { type Known, modelOf, shaOf } from './testing/group-model'
import { groupsOf, printAt } from './testing/prints'

/** `npm run worlds`: more copies, and in other orders each time. */
const LONG = process.env.TEST_WORLDS
/** More than a photo is tied to, and than the job takes at once. */
const COPIES = LONG ? 200 : 120

test('a crowd of copies of a picture gives the same groups, whatever the order, what went and came back, and made anew', () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: COPIES - 1 }), (seed, gone) =>
      withRollback(async (db) => {
        const owner = await makeUser(db)
        const ownerId = owner.id
        const lean = { takenLocal: null, cameraModel: null }
        // A crowd at one place, a few further away that only some of it are near, and one that only these are near.
        const places = [...Array.from({ length: COPIES }, (_, n) => n % 2), 3, 4, 5]
        const inOrder = places
          .map((at, n) => ({ at, by: (n * 7919 + seed) % places.length }))
          .sort((a, b) => a.by - b.by)
        const known: Known[] = []
        for (const [n, { at }] of inOrder.entries()) {
          const sha256 = shaOf(at, n)
          const { id } = await makePhoto(db, ownerId, { ...printAt(at), ...lean, sha256 })
          known.push({ id, owner: 0, at, sha256, second: null, trashed: false, failed: false })
          if (n % 40 === 0) await keepSome(db, ownerId)
        }
        const check = async () => {
          while (await keepSome(db, ownerId));
          expect(await groupsOf(db, ownerId)).toEqual(modelOf(known, new Set(), 0))
        }
        await check()
        const world = await makeWorld(db)
        const { items } = await nearDuplicates(world.as(owner), { photos: known.slice(0, 1).map(({ id }) => id) })
        expect(items).toMatchObject([{ count: COPIES + 2 }])
        const some = known.slice(0, gone)
        for (const trashed of [true, false]) {
          const ids = some.map(({ id }) => id)
          const deletedAt = trashed ? new Date() : null
          await db.update(photos).set({ deletedAt }).where(inArray(photos.id, ids))
          for (const photo of some) photo.trashed = trashed
          await check()
        }
        await db.execute(sql`delete from duplicate_pairs where owner_id = ${ownerId}`)
        await db.execute(sql`delete from duplicate_groups where owner_id = ${ownerId}`)
        await db.execute(
          sql`insert into duplicate_work (owner_id, photo_id, search) select owner_id, id, true from photos where owner_id = ${ownerId}`,
        )
        await check()
      }),
    ),
    { numRuns: LONG ? 4 : 1, ...(LONG ? {} : { seed: 20_261_127 }) },
  ))
