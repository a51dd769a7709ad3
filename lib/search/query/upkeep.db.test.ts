import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { openDatabase } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { testPool, withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { anyPhoto } from '../testing/worlds'

/** Everything the triggers keep, added up. */
async function kept(db: Database): Promise<string[]> {
  const tables = [
    sql`select 'counts', owner_id, audience, facet || ':' || value as what, sum(n) as n, 0 as lat, 0 as lng from photo_counts
      group by 2, 3, 4 having sum(n) <> 0`,
    sql`select 'groups', owner_id, audience, row(month, town, region, country, country_code, camera, lens, media_type, cell_x, cell_y)::text,
      sum(n), sum(latitude_sum), sum(longitude_sum) from photo_groups group by 2, 3, 4 having sum(n) <> 0`,
    sql`select 'cells', owner_id, audience, x || ',' || y, sum(n), sum(latitude_sum), sum(longitude_sum) from photo_cells
      group by 2, 3, 4 having sum(n) <> 0`,
  ]
  const { rows } = await db.execute(sql`select * from (${sql.join(tables, sql` union all `)}) kept`)
  return rows.map((row) => JSON.stringify(row)).sort()
}

const change = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), photo: anyPhoto }),
  fc.record({ kind: fc.constant('set' as const), photo: anyPhoto, at: fc.nat(9) }),
  fc.record({ kind: fc.constant('all' as const), photo: anyPhoto.map(({ title: _title, ...rest }) => rest) }),
  fc.record({ kind: fc.constant('trash' as const), at: fc.nat(9) }),
  fc.record({ kind: fc.constant('delete' as const), at: fc.nat(9) }),
  fc.record({ kind: fc.constant('fold' as const) }),
)

const LIMIT_MS = 900_000

describe('counters and groups', () => {
  it(
    'are what counting anew says, after any changes',
    async () => {
      await withRollback(async (db) => {
        const owner = await makeUser(db)
        const property = fc.asyncProperty(fc.array(change, { minLength: 3, maxLength: 12 }), async (changes) => {
          await db.execute(sql`savepoint world`)
          try {
            for (const one of changes) await apply(db, owner.id, one)
            const before = await kept(db)
            await db.execute(sql`select recount_photos()`)
            expect(before).toEqual(await kept(db))
          } finally {
            await db.execute(sql`rollback to savepoint world`)
          }
        })
        // Whoever reaches fewer has failed.
        const all = { interruptAfterTimeLimit: LIMIT_MS - 60_000, markInterruptAsFailure: true }
        await fc.assert(property, { numRuns: 100, ...all })
      })
    },
    LIMIT_MS,
  )

  it('lose nothing when many write and fold at once', async () => {
    const db = openDatabase(testPool())
    const owner = await makeUser(db)
    try {
      const writer = async (n: number) => {
        for (let i = 0; i < 15; i += 1) {
          const photo = await makePhoto(db, owner.id, { visibility: n % 2 ? 'public' : 'private', tags: [`t${i % 3}`] })
          await db
            .update(photos)
            .set({ visibility: 'public', tags: ['x', `t${i % 2}`] })
            .where(eq(photos.id, photo.id))
          await db.execute(
            sql`select fold_photo_counts(array[${owner.id}::uuid, '00000000-0000-0000-0000-000000000000'])`,
          )
          await db.execute(sql`select fold_photo_groups(array[${owner.id}::uuid])`)
          if (i % 5 === 0) await db.delete(photos).where(eq(photos.id, photo.id))
        }
      }
      await Promise.all([1, 2, 3, 4].map(writer))
      const mine = async () => (await kept(db)).filter((row) => row.includes(owner.id))
      const before = await mine()
      await db.execute(sql`select recount_photos()`)
      expect(before.length).toBeGreaterThan(5)
      expect(before).toEqual(await mine())
    } finally {
      await db.execute(sql`delete from users where id = ${owner.id}`)
    }
  })

  it('an owner who leaves takes his counts along', async () => {
    await withRollback(async (db) => {
      const owner = await makeUser(db)
      await makePhoto(db, owner.id, { visibility: 'public' })
      await db.execute(sql`delete from users where id = ${owner.id}`)
      expect((await kept(db)).filter((row) => row.includes(owner.id))).toEqual([])
    })
  })
})

type ChangeOf = typeof change extends fc.Arbitrary<infer C> ? C : never

async function apply(db: Database, ownerId: string, one: ChangeOf): Promise<void> {
  const id =
    'at' in one
      ? sql`(select id from photos where owner_id = ${ownerId} order by id offset ${one.at} limit 1)`
      : sql`null`
  if (one.kind === 'add') await makePhoto(db, ownerId, one.photo)
  if (one.kind === 'set') await db.update(photos).set(one.photo).where(eq(photos.id, id))
  if (one.kind === 'all') await db.update(photos).set(one.photo).where(eq(photos.ownerId, ownerId))
  if (one.kind === 'trash') await db.update(photos).set({ deletedAt: new Date() }).where(eq(photos.id, id))
  if (one.kind === 'delete') await db.delete(photos).where(eq(photos.id, id))
  if (one.kind === 'fold') {
    await db.execute(sql`select fold_photo_counts(array[${ownerId}::uuid, '00000000-0000-0000-0000-000000000000'])`)
    await db.execute(sql`select fold_photo_groups(array[${ownerId}::uuid])`)
  }
}
