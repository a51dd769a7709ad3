import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { inLastingWorld } from '../photos/testing/world'
import { keepGroups, keepSome } from './keep-groups'
import { rebuildSimilar } from './rebuild'
import { fieldsAt, type Known, modelOf, shaOf } from './testing/group-model'
import { groupsOf, printAt } from './testing/prints'

const NEVER = new AbortController().signal
const PLACES = 12
/** `npm run worlds`: more steps and copies, and other ones each time. */
const LONG = process.env.TEST_WORLDS
const SEEDED = LONG ? {} : { seed: 20_261_127 }

const picture = {
  at: fc.nat(PLACES - 1),
  bytes: fc.nat(5),
  // Half of them shots of one camera, one to ten seconds from each other and more.
  second: fc.option(fc.constantFrom(0, 1, 4, 8, 13, 25), { freq: 1, nil: null }),
}

const step = fc.oneof(
  fc.record({ do: fc.constant('come' as const), owner: fc.nat(1), ...picture }),
  fc.record({ do: fc.constant('come' as const), owner: fc.nat(1), ...picture }),
  fc.record({
    do: fc.constantFrom('trash' as const, 'restore' as const, 'go' as const, 'fail' as const),
    which: fc.nat(40),
  }),
  fc.record({ do: fc.constant('change' as const), which: fc.nat(40), ...picture }),
  fc.record({ do: fc.constant('apart' as const), which: fc.nat(40), other: fc.nat(40) }),
  fc.record({ do: fc.constant('together' as const) }),
  fc.record({ do: fc.constant('keep' as const) }),
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

// With few ties to a photo nearly all photos are a crowd.
test.each([0, 1, 2, 50])('groups are what hangs together now, whatever came, went and changed, with %i ties', (most) =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50 }), (steps) =>
      withRollback(async (db) => {
        const owners = [await makeUser(db), await makeUser(db)]
        const ids = owners.map(({ id }) => id)
        let known: Known[] = []
        const apart = new Set<string>()
        for (const one of steps) known = await take({ db, ids, most }, known, apart, one)
        for (const id of ids) while (await keepSome(db, id, { most }));
        const found = await Promise.all(ids.map((id) => groupsOf(db, id)))
        expect(found).toEqual(ids.map((_, owner) => modelOf(known, apart, owner)))
        const { rows } = await db.execute(
          sql`select from duplicate_work where owner_id = any(${sql.param(ids)}::uuid[])`,
        )
        expect(rows).toEqual([])
      }),
    ),
    { numRuns: Number(LONG ?? 7), ...SEEDED },
  ),
)

async function take(
  { db, ids, most }: { db: Database; ids: string[]; most: number },
  known: Known[],
  apart: Set<string>,
  one: Step,
) {
  if (one.do === 'keep') {
    for (const id of ids) await keepSome(db, id, { most })
    return known
  }
  if (one.do === 'come') {
    const { owner, at, second } = one
    const sha256 = shaOf(at, one.bytes)
    const { id } = await makePhoto(db, ids[owner] ?? '', { ...printAt(at), sha256, fileFields: fieldsAt(second) })
    return [...known, { id, owner, at, sha256, second, trashed: false, failed: false }]
  }
  if (one.do === 'together') return putTogether(db, ids, known, apart)
  const photo = known[one.which % Math.max(known.length, 1)]
  if (!photo) return known
  const set = (values: Partial<typeof photos.$inferInsert>) =>
    db.update(photos).set(values).where(eq(photos.id, photo.id))
  const become = (values: Partial<Known>) => known.map((each) => (each === photo ? { ...each, ...values } : each))
  if (one.do === 'apart') {
    const other = known[one.other % known.length] as Known
    if (other.owner !== photo.owner) return known
    const [a, b] = [photo.sha256, other.sha256].sort() as [string, string]
    apart.add(`${photo.owner} ${a} ${b}`)
    const owner = ids[photo.owner]
    await db.execute(
      sql`insert into not_duplicates (owner_id, a, b) values (${owner}, ${a}, ${b}) on conflict do nothing`,
    )
    // As the verb does it, which makes the groups anew itself: all photos of these contents.
    await db.execute(sql`insert into duplicate_work (owner_id, photo_id, search)
      select owner_id, id, false from photos where owner_id = ${owner} and sha256 in (${a}, ${b})`)
    return known
  }
  if (one.do === 'go') {
    await db.delete(photos).where(eq(photos.id, photo.id))
    return known.filter((each) => each !== photo)
  }
  if (one.do === 'change') {
    const sha256 = shaOf(one.at, one.bytes)
    await set({ ...printAt(one.at), sha256, fileFields: fieldsAt(one.second) })
    return become({ at: one.at, sha256, second: one.second })
  }
  if (one.do === 'fail') {
    await set({ status: 'failed' })
    return become({ failed: true })
  }
  await set({ deletedAt: one.do === 'trash' ? new Date() : null })
  return become({ trashed: one.do === 'trash' })
}

/** As undo takes a decision back. */
async function putTogether(db: Database, ids: string[], known: Known[], apart: Set<string>) {
  const [first] = apart
  const [owner, a, b] = first?.split(' ') ?? []
  if (first === undefined) return known
  apart.delete(first)
  const ownerId = ids[Number(owner)]
  await db.execute(sql`delete from not_duplicates where owner_id = ${ownerId} and a = ${a} and b = ${b}`)
  await db.execute(sql`insert into duplicate_work (owner_id, photo_id, search)
    select owner_id, id, true from photos where owner_id = ${ownerId} and sha256 in (${a}, ${b})`)
  return known
}

test('jobs of one owner that run at once make the same groups as one after the other', () =>
  inLastingWorld(async ({ db, anna }) => {
    const made: string[] = []
    const come = async (at: number) => {
      made.push((await makePhoto(db, anna.id, printAt(at))).id)
      await keepGroups(db, { ownerId: anna.id }, NEVER)
    }
    await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(come))
    expect(await groupsOf(db, anna.id)).toMatchObject([{ photos: [...made].sort() }])
    // The chain breaks in the middle while it grows at its end.
    const [third, fourth] = await Promise.all(
      [3, 4].map((at) =>
        db
          .select({ id: photos.id })
          .from(photos)
          .where(sql`owner_id = ${anna.id} and hash = ${printAt(at).hash}::bit(128)`),
      ),
    )
    const gone = [third?.[0]?.id ?? '', fourth?.[0]?.id ?? '']
    await Promise.all([
      ...gone.map(async (id) => {
        await db.update(photos).set({ deletedAt: new Date() }).where(eq(photos.id, id))
        await keepGroups(db, { ownerId: anna.id }, NEVER)
      }),
      come(8),
    ])
    const sizes = (await groupsOf(db, anna.id)).map(({ size }) => size).sort()
    expect(sizes).toEqual([3, 4])
  }))

test('a rebuild, broken off and begun again, gives the groups that were there', () =>
  inLastingWorld(async ({ db, anna }) => {
    for (const at of [0, 1, 5, 6, 20]) await makePhoto(db, anna.id, printAt(at))
    await keepGroups(db, { ownerId: anna.id }, NEVER)
    const right = await groupsOf(db, anna.id)
    expect(right).toHaveLength(2)
    const photosOf = sql`(select id from photos where owner_id = ${anna.id})`
    await db.execute(sql`delete from photo_bands where photo_id in ${photosOf}`)
    await db.execute(sql`delete from duplicate_pairs where owner_id = ${anna.id}`)
    await db.execute(sql`delete from duplicate_groups where owner_id = ${anna.id}`)
    const broken = new AbortController()
    await rebuildSimilar(db, { signal: broken.signal, onDone: () => broken.abort() })
    await rebuildSimilar(db, { signal: NEVER })
    expect(await groupsOf(db, anna.id)).toEqual(right)
    await rebuildSimilar(db, { signal: NEVER })
    expect(await groupsOf(db, anna.id)).toEqual(right)
  }))
