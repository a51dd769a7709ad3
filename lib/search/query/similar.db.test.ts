import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { users } from '@/db/schema/users'
import { testPool, withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { makeManyPhotos, rowsReadBy } from '@/db/testing/many-photos'
import { createAlbum } from '../../albums/create-album'
import type { Context } from '../../context/context'
import { inWorld, type World } from '../../photos/testing/world'
import { parseFilter } from '../language/filter'
import { countPhotos } from './count'
import { listPhotos } from './page'

const PRINT = { hash: '0110'.repeat(32), detail: '0011'.repeat(128) }
const LIKE = { ...PRINT, hash: `${'1'.repeat(16)}${PRINT.hash.slice(16)}` }
const FAR = { ...PRINT, hash: '1001'.repeat(32) }

async function idsOf(ctx: Context, search: Record<string, string>): Promise<string[]> {
  const filter = parseFilter(new URLSearchParams(search))
  const { items, total } = await listPhotos(ctx, { filter, count: true })
  expect(total).toBe(items.length)
  expect(await countPhotos(ctx, filter)).toBe(items.length)
  return items.map(({ id }) => id).sort()
}

test(
  'a filter holds the photo and what looks like it, within the distance, with other conditions and in words',
  inWorld(async ({ db, anna, as }) => {
    const seed = await makePhoto(db, anna.id, PRINT)
    const like = await makePhoto(db, anna.id, { ...LIKE, favourite: true })
    const far = await makePhoto(db, anna.id, FAR)
    await makePhoto(db, anna.id, { ...PRINT, deletedAt: new Date() })
    const both = [seed.id, like.id].sort()
    expect(await idsOf(as(anna), { similar: seed.id })).toEqual(both)
    expect(await idsOf(as(anna), { similar: `${seed.id},same` })).toEqual([seed.id])
    expect(await idsOf(as(anna), { similar: `${seed.id},8` })).toEqual(both)
    expect(await idsOf(as(anna), { similar: `${seed.id},looks-alike`, favourite: 'true' })).toEqual([like.id])
    expect(await idsOf(as(anna), { q: `-similar:${seed.id},edited` })).toEqual([far.id])
    expect(await idsOf(as(anna), { q: `similar:"${seed.id}, looks alike" or similar:${far.id}` })).toHaveLength(3)
    const trash = await idsOf(as(anna), { similar: seed.id, trash: 'true' })
    expect(trash).toHaveLength(1)
  }),
)

test(
  'like a photo that the asker may not see is nothing; like a public one is what the asker sees',
  inWorld(async ({ db, anna, ben, as, anonymous }) => {
    const closed = await makePhoto(db, anna.id, PRINT)
    const open = await makePhoto(db, anna.id, { ...LIKE, visibility: 'public' })
    const flat = await makePhoto(db, anna.id, { hash: null, detail: PRINT.detail, visibility: 'public' })
    const bens = await makePhoto(db, ben.id, PRINT)
    expect(await idsOf(as(ben), { similar: closed.id })).toEqual([])
    expect(await idsOf(anonymous, { similar: closed.id })).toEqual([])
    expect(await idsOf(anonymous, { similar: open.id })).toEqual([open.id])
    expect(await idsOf(as(ben), { similar: open.id })).toEqual([open.id, bens.id].sort())
    expect(await idsOf(as(anna), { similar: open.id })).toEqual([open.id, closed.id].sort())
    expect(await idsOf(as(anna), { similar: flat.id })).toEqual([])
  }),
)

test(
  'a public smart album means what its owner means by it, a private photo that others never see included',
  inWorld(async ({ db, anna, as, anonymous }) => {
    const closed = await makePhoto(db, anna.id, PRINT)
    const open = await makePhoto(db, anna.id, { ...LIKE, visibility: 'public' })
    const album = await createAlbum(as(anna), {
      title: 'Alike',
      description: '',
      visibility: 'public',
      filter: { similar: closed.id },
    })
    expect(await idsOf(anonymous, { album: album.id })).toEqual([open.id])
    expect(await idsOf(as(anna), { album: album.id })).toEqual([closed.id, open.id].sort())
  }),
)

test(
  'what looks like a photo comes by likeness, the nearest first, in pages that neither skip nor repeat; and by time when asked',
  inWorld(async ({ db, anna, ben, as }) => {
    const seed = await makePhoto(db, anna.id, PRINT)
    const made = [{ id: seed.id, bits: 0 }]
    for (const count of [6, 2, 6, 4, 2, 6, 0, 6]) {
      const { id } = await makePhoto(db, count === 4 ? ben.id : anna.id, { ...turned(count), visibility: 'public' })
      made.push({ id, bits: count })
    }
    const nearest = [...made].sort((a, b) => a.bits - b.bits || (a.id < b.id ? 1 : -1)).map(({ id }) => id)
    const all = async (search: Record<string, string>, limit: number) => {
      const filter = parseFilter(new URLSearchParams(search))
      const ids: string[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await listPhotos(as(anna), { filter, limit, cursor })
        ids.push(...page.items.map(({ id }) => id))
        if (page.next === null) return ids
        cursor = page.next
      }
    }
    for (const limit of [1, 2, 4, 500]) expect(await all({ similar: seed.id }, limit)).toEqual(nearest)
    expect(await all({ similar: seed.id, sort: 'likeness', order: 'asc' }, 2)).toEqual(nearest.toReversed())
    expect(await all({ q: `similar:${seed.id},mirrored type:jpeg` }, 3)).toEqual(nearest)
    const byTime = await all({ similar: seed.id, sort: 'taken' }, 2)
    expect(byTime).not.toEqual(nearest)
    expect(byTime.toSorted()).toEqual(nearest.toSorted())
    expect(() => parseFilter(new URLSearchParams({ sort: 'likeness' }))).toThrow(/needs a photo to compare with/)
    const album = { title: 'Alike', description: '', visibility: 'public' as const, filter: { similar: seed.id } }
    const { id } = await createAlbum(as(anna), album)
    expect(await all({ album: id }, 500)).toHaveLength(8)
  }),
)

/** The print with so many of its first bits turned. */
function turned(count: number) {
  const head = [...PRINT.hash.slice(0, count)].map((bit) => 1 - Number(bit)).join('')
  return { ...PRINT, hash: head + PRINT.hash.slice(count) }
}

/** Leaves what a library of many thousands leaves that few photos are left of: an index far too large for them. */
async function almostEmptied(db: Database, left: number): Promise<void> {
  const owner = await makeUser(db)
  for (let n = 0; n < left; n += 1) await makePhoto(db, owner.id)
  await db.execute(sql`vacuum photos, photo_bands`)
  await db.delete(users).where(eq(users.id, owner.id))
}

/** Lists and counts what looks like one of thousands, and looks how much of the table is read for it. */
async function readsFew({ db, anna, as, anonymous }: World, seedId: string): Promise<void> {
  for (const ctx of [as(anna), anonymous]) {
    for (const search of [{ similar: seedId }, { similar: `${seedId},edited`, favourite: 'false' }]) {
      const filter = parseFilter(new URLSearchParams(search as Record<string, string>))
      const list = async () => {
        const { items } = await listPhotos(ctx, { filter })
        expect(items.map(({ id }) => id)).toEqual([seedId])
      }
      expect((await rowsReadBy(db, ['photos'], list)).photos).toBeLessThan(100)
      const count = async () => expect(await countPhotos(ctx, filter)).toBe(1)
      expect((await rowsReadBy(db, ['photos'], count)).photos).toBeLessThan(100)
    }
  }
}

const amongThousands = (before: (db: Database) => Promise<void>) =>
  inWorld(async (world) => {
    const seed = await makePhoto(world.db, world.anna.id, { ...PRINT, visibility: 'public' })
    await makeManyPhotos(world.db, world.anna.id, 2000)
    await before(world.db)
    await readsFew(world, seed.id)
  })()

test('among thousands of photos a filter reads only those near, right after they came and with statistics', async () => {
  await amongThousands(async () => {})
  await amongThousands(async (db) => void (await db.execute(sql`analyze photos, photo_bands`)))
})

test('so it does where many were before, and fifty are left, or five', async () => {
  await withRollback(async (tx) => makeManyPhotos(tx, (await makeUser(tx)).id, 15_000))
  for (const left of [50, 5]) {
    await almostEmptied(openDatabase(testPool()), left)
    await amongThousands(async () => {})
  }
})
