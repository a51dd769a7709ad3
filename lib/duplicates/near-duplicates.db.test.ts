import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { makePhoto } from '@/db/testing/factories'
import { inWorld } from '../photos/testing/world'
import { keepSome } from './keep-groups'
import { NearDuplicatesReply } from './near-contract'
import { nearDuplicates } from './near-duplicates'
import { printAt } from './testing/prints'

test(
  'photos are told to have duplicates once they are compared, nearest first, bursts and the trash left out',
  inWorld(async ({ db, anna, as }) => {
    const seed = await makePhoto(db, anna.id, printAt(0))
    const like = await makePhoto(db, anna.id, printAt(1))
    const same = await makePhoto(db, anna.id, printAt(0))
    const alone = await makePhoto(db, anna.id, printAt(10))
    const photos = [seed.id, alone.id]
    const before = await nearDuplicates(as(anna), { photos })
    expect(before).toEqual({ items: [], waiting: expect.arrayContaining(photos) })
    while (await keepSome(db, anna.id));
    const after = await nearDuplicates(as(anna), { photos })
    expect(NearDuplicatesReply.safeParse(after).success).toBe(true)
    expect(after).toEqual({ items: [{ photo: seed.id, count: 2, like: [same.id, like.id] }], waiting: [] })
    // Before the job has seen it.
    await db.execute(sql`update photos set deleted_at = now() where id = ${same.id}`)
    const { items } = await nearDuplicates(as(anna), { photos })
    expect(items).toEqual([{ photo: seed.id, count: 1, like: [like.id] }])
  }),
)

test(
  'nobody is told of photos of others, nor whether there are such',
  inWorld(async ({ db, anna, ben, as, anonymous }) => {
    const mine = await makePhoto(db, anna.id, printAt(0))
    const [one, two] = [
      await makePhoto(db, ben.id, { ...printAt(0), visibility: 'public' }),
      await makePhoto(db, ben.id, printAt(0)),
    ]
    for (const owner of [anna, ben]) while (await keepSome(db, owner.id));
    const photos = [mine.id, one.id, two.id, '0190b0a0-0000-7000-8000-000000000001']
    expect(await nearDuplicates(as(anna), { photos })).toEqual({ items: [], waiting: [] })
    expect((await nearDuplicates(as(ben), { photos })).items).toHaveLength(2)
    await db.execute(sql`update photos set filename = 'x.jpg' where id = ${one.id}`)
    expect((await nearDuplicates(as(anna), { photos })).waiting).toEqual([])
    expect((await nearDuplicates(as(ben), { photos })).waiting).toEqual([one.id])
    await expect(nearDuplicates(anonymous, { photos })).rejects.toMatchObject({ code: 'unauthenticated' })
  }),
)
