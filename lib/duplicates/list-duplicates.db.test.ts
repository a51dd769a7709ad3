import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { makePhoto } from '@/db/testing/factories'
import { makeManyPhotos, rowsReadBy } from '@/db/testing/many-photos'
import { trashPhoto } from '../edits/trash-photo'
import { inWorld } from '../photos/testing/world'
import { DuplicatePage } from './contract'
import { keepSome } from './keep-groups'
import { listDuplicates } from './list-duplicates'
import { printAt } from './testing/prints'

const day = (n: number) => new Date(Date.UTC(2024, 0, n))

test(
  'groups come with their photos, pairs, differences and a proposal, the newest first, in pages',
  inWorld(async ({ db, anna, as }) => {
    const made: string[][] = []
    for (const [at, n] of [
      [0, 1],
      [5, 3],
      [10, 2],
    ] as const) {
      const small = await makePhoto(db, anna.id, { ...printAt(at), addedAt: day(n), width: 400, height: 300 })
      const large = await makePhoto(db, anna.id, { ...printAt(at + 1), addedAt: day(n + 10) })
      made.push([large.id, small.id])
    }
    while (await keepSome(db, anna.id));
    const [oldest, newest, middle] = made as [string[], string[], string[]]
    const first = await listDuplicates(as(anna), { limit: 2 })
    expect(DuplicatePage.safeParse(first).success).toBe(true)
    expect(first.items.map(({ photos }) => photos.map(({ id }) => id))).toEqual([newest, middle])
    expect(first.items[0]).toMatchObject({
      kind: 'resaved',
      size: 2,
      newest: day(13).toISOString(),
      pairs: [{ distance: 6, kind: 'resaved' }],
      differences: ['pixels'],
      proposal: { keep: newest[0], reason: 'more_pixels' },
    })
    const next = await listDuplicates(as(anna), { limit: 2, cursor: first.next ?? '' })
    expect(next.items.map(({ photos }) => photos.map(({ id }) => id))).toEqual([oldest])
    expect(next.next).toBeNull()
    await expect(listDuplicates(as(anna), { limit: 2, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid' })
    const other = listDuplicates(as(anna), { limit: 2, kind: 'resaved', cursor: first.next ?? '' })
    await expect(other).rejects.toMatchObject({ code: 'invalid' })
  }),
)

test(
  'bursts and companions are listed apart, and what is in the trash at no time',
  inWorld(async ({ db, anna, as }) => {
    const shot = { cameraModel: 'R5', takenLocal: '2024-05-01 12:00:00', filename: 'IMG_1.jpg' }
    await makePhoto(db, anna.id, { ...printAt(0), ...shot })
    await makePhoto(db, anna.id, { ...printAt(2), ...shot, takenLocal: '2024-05-01 12:00:03', filename: 'IMG_2.jpg' })
    await makePhoto(db, anna.id, { ...printAt(10), ...shot })
    await makePhoto(db, anna.id, { ...printAt(10), ...shot, mediaType: 'image/heic', filename: 'IMG_1.HEIC' })
    const copies = []
    for (let n = 0; n < 2; n++) copies.push(await makePhoto(db, anna.id, { ...printAt(18), sha256: 'd'.repeat(64) }))
    while (await keepSome(db, anna.id));
    const kinds = async (kind?: 'burst' | 'companion' | 'edited') => {
      const { items } = await listDuplicates(as(anna), { limit: 20, kind })
      return items.map((item) => item.kind)
    }
    expect(await kinds()).toEqual(['same_bytes'])
    expect(await kinds('burst')).toEqual(['burst'])
    expect(await kinds('companion')).toEqual(['companion'])
    expect(await kinds('edited')).toEqual([])
    await db.execute(sql`update photos set deleted_at = now() where id = ${copies[0]?.id}`)
    expect(await kinds()).toEqual([])
  }),
)

test(
  "others' photos change nothing of one's groups, and nobody sees them",
  inWorld(async ({ db, anna, ben, as, anonymous }) => {
    const sha256 = 'c'.repeat(64)
    for (let n = 0; n < 2; n++) await makePhoto(db, anna.id, { ...printAt(0), sha256, visibility: 'public' })
    while (await keepSome(db, anna.id));
    const before = await listDuplicates(as(anna), { limit: 20 })
    expect(before.items).toHaveLength(1)
    for (const at of [0, 1, 2]) await makePhoto(db, ben.id, { ...printAt(at), sha256, visibility: 'public' })
    await db.execute(sql`insert into not_duplicates (owner_id, a, b) values (${ben.id}, ${sha256}, ${sha256})`)
    for (const { id } of [anna, ben]) while (await keepSome(db, id));
    await db.execute(
      sql`insert into duplicate_work (owner_id, photo_id, search) select owner_id, id, true from photos where owner_id = ${anna.id}`,
    )
    while (await keepSome(db, anna.id));
    expect(await listDuplicates(as(anna), { limit: 20 })).toEqual(before)
    expect((await listDuplicates(as(ben), { limit: 20, kind: 'same_bytes' })).items).toEqual([])
    await expect(listDuplicates(anonymous, { limit: 20 })).rejects.toMatchObject({ code: 'unauthenticated' })
  }),
)

test(
  'what has gone to the trash is not counted, before the job has run and after, which is queued with it',
  inWorld(async ({ db, anna, as }) => {
    const made = []
    for (const at of [0, 1, 2]) made.push(await makePhoto(db, anna.id, printAt(at)))
    while (await keepSome(db, anna.id));
    await db.execute(sql`delete from graphile_worker._private_jobs where key = ${`duplicates.keep:${anna.id}`}`)
    await trashPhoto(as(anna), { id: made[2]?.id ?? '' })
    expect((await listDuplicates(as(anna), { limit: 2 })).items[0]).toMatchObject({ size: 2 })
    const { rows } = await db.execute(
      sql`select id from graphile_worker._private_jobs where key = ${`duplicates.keep:${anna.id}`}`,
    )
    expect(rows).toHaveLength(1)
    while (await keepSome(db, anna.id));
    expect((await listDuplicates(as(anna), { limit: 2 })).items[0]).toMatchObject({ size: 2 })
  }),
)

const TABLES = ['photos', 'duplicate_groups', 'duplicate_members', 'duplicate_pairs']

test.each(['right after they came', 'with statistics'])('a page reads its own groups and no others, %s', (when) =>
  inWorld(async ({ db, anna, as }) => {
    await makeManyPhotos(db, anna.id, 4000)
    await groupByTwos(db, anna.id)
    if (when === 'with statistics') await db.execute(sql`analyze ${sql.raw(TABLES.join(', '))}`)
    let cursor: string | undefined
    for (const kind of [undefined, 'resaved', 'edited'] as const) {
      for (const page of [1, 2]) {
        const ask = async () => {
          const { items, next } = await listDuplicates(as(anna), {
            limit: 20,
            kind,
            cursor: page === 1 ? undefined : cursor,
          })
          expect(items).toHaveLength(20)
          cursor = next ?? undefined
        }
        const read = await rowsReadBy(db, TABLES, ask)
        for (const table of TABLES) expect(read[table], table).toBeLessThan(200)
      }
    }
  })(),
)

async function groupByTwos(db: Database, ownerId: string): Promise<void> {
  await db.execute(sql`
    with numbered as (select id, added_at, row_number() over (order by id) / 2 as n from photos where owner_id = ${ownerId}),
      made as (
        select gen_random_uuid() as id, n, case n % 2 when 0 then 'resaved' else 'edited' end as kind, max(added_at) as newest, array_agg(id order by id) as ids
        from numbered group by n having count(*) = 2
      ),
      groups as (
        insert into duplicate_groups (id, owner_id, sort, kind, newest, size)
        select id, ${ownerId}::uuid, 'duplicate', kind, newest + n * interval '1 second', 2 from made
      ),
      pairs as (insert into duplicate_pairs (owner_id, a, b, distance, kind) select ${ownerId}::uuid, ids[1], ids[2], 4, kind from made)
    insert into duplicate_members (group_id, photo_id) select made.id, photo from made, unnest(ids) as photo`)
}
