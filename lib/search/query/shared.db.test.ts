// What albums shared with people change for search: within the album everything, elsewhere nothing.
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { albumMembers, albumPhotos, albums } from '@/db/schema/albums'
import { withRollback } from '@/db/testing/database'
import { makePhoto } from '@/db/testing/factories'
import { ANONYMOUS } from '../../context/actor'
import type { Context } from '../../context/context'
import { parseFilterText } from '../language/query-language'
import { EVERYTHING, type Filter } from '../language/terms'
import { arbitraryFilter } from '../testing/arbitrary-filter'
import { compare, everybody, everything } from '../testing/compare'
import { actorOf, context } from '../testing/people'
import { anyPhoto, hiddenPhoto, inSoManyWorlds, WORLDS_MS } from '../testing/worlds'
import { listPhotos } from './page'
import { suggest } from './suggest'
import { WITH_ARCHIVE } from './where'

type People = Awaited<ReturnType<typeof everybody>>
type Name = keyof People
const names: Name[] = ['anna', 'ben', 'carl', 'dora']
const placed = <T>(photo: fc.Arbitrary<T>, max: number) =>
  fc.array(fc.tuple(fc.constantFrom(...names), photo), { minLength: 1, maxLength: max })

interface Sharing {
  owner: Name
  members: Name[]
  showLocation: boolean
}

/** An album with photos of its owner and members, the rest of a world's photos outside. @returns its id */
async function share(db: Database, people: People, { owner, members, showLocation }: Sharing, photoIds: string[]) {
  const values = { ownerId: people[owner].id, title: 'Shared', showLocation }
  const [made] = await db.insert(albums).values(values).returning({ id: albums.id })
  const albumId = made?.id ?? ''
  for (const name of members.filter((one) => one !== owner)) {
    await db.insert(albumMembers).values({ albumId, userId: people[name].id, role: 'contributor' })
  }
  for (const [position, photoId] of photoIds.entries())
    await db.insert(albumPhotos).values({ albumId, photoId, position })
  return albumId
}

const within = (album: string, filter: Filter): Filter => ({
  ...filter,
  terms: [{ is: 'album', value: album }, ...filter.terms],
})

async function inWorlds(run: (db: Database, people: People) => Promise<void>): Promise<void> {
  await withRollback(async (db) => run(db, await everybody(db)))
}

async function rolledBack(db: Database, run: () => Promise<void>): Promise<void> {
  await db.execute(sql`savepoint world`)
  try {
    await run()
  } finally {
    await db.execute(sql`rollback to savepoint world`)
  }
}

it(
  'what somebody is told does not depend on what others share among themselves, nor elsewhere on what is shared with them',
  () =>
    inWorlds(async (db, people) => {
      const property = fc.asyncProperty(
        placed(anyPhoto, 8),
        placed(hiddenPhoto, 5),
        fc.boolean(),
        fc.array(arbitraryFilter, { minLength: 2, maxLength: 2 }),
        (world, hidden, showLocation, filters) =>
          rolledBack(db, async () => {
            for (const [owner, photo] of world) await makePhoto(db, people[owner].id, photo)
            const [anna, nobody] = [context(db, actorOf(people.anna)), context(db, ANONYMOUS)]
            const questions = [EVERYTHING, parseFilterText('berlin'), parseFilterText('-berlin'), ...filters]
            const tell = async (ctx: Context, asked: Filter[]) => {
              const told: string[] = []
              for (const filter of asked) told.push(await everything(ctx, filter))
              for (const text of ['town:', 'se', 'owner:']) told.push(JSON.stringify(await suggest(ctx, text)))
              return told
            }
            const before = [await tell(anna, questions), await tell(nobody, questions)]
            const inside: string[] = []
            for (const [owner, photo] of hidden) {
              if (owner !== 'anna') inside.push((await makePhoto(db, people[owner].id, photo)).id)
            }
            const among = { owner: 'ben' as const, members: ['carl' as const, 'dora' as const], showLocation }
            await share(db, people, among, inside)
            expect([await tell(anna, questions), await tell(nobody, questions)]).toEqual(before)
            const hers = await share(db, people, { ...among, members: [...among.members, 'anna'] }, inside)
            expect([await tell(anna, questions), await tell(nobody, questions)]).toEqual(before)
            // In her album nothing tells of what lies outside of it.
            const asked = questions.map((filter) => within(hers, filter))
            const seen = await tell(anna, asked)
            for (const [owner, photo] of hidden) if (owner !== 'anna') await makePhoto(db, people[owner].id, photo)
            await share(db, people, { owner: 'carl', members: ['ben'], showLocation: true }, inside)
            expect(await tell(anna, asked)).toEqual(seen)
            const unknown = crypto.randomUUID()
            const nowhere = questions.map((filter) => within(unknown, filter))
            expect(await tell(nobody, asked)).toEqual(await tell(nobody, nowhere))
          }),
      )
      await fc.assert(property, inSoManyWorlds(5))
    }),
  WORLDS_MS,
)

it(
  'within a shared album list, count, timeline, facets and map are what the filter says about its photos as presented',
  () =>
    inWorlds(async (db, people) => {
      const property = fc.asyncProperty(
        placed(anyPhoto, 10),
        fc.subarray(names),
        fc.constantFrom(...names),
        fc.boolean(),
        fc.array(arbitraryFilter, { minLength: 2, maxLength: 2 }),
        (world, members, owner, showLocation, filters) =>
          rolledBack(db, async () => {
            const inside: string[] = []
            for (const [index, [name, photo]] of world.entries()) {
              const { id } = await makePhoto(db, people[name].id, photo)
              if ((members.includes(name) || name === owner) && index % 3 > 0) inside.push(id)
            }
            const album = await share(db, people, { owner, members, showLocation }, inside)
            for (const actor of [actorOf(people.anna), actorOf(people.ben), ANONYMOUS]) {
              const ctx = context(db, actor)
              const plain = within(album, EVERYTHING)
              const { items } = await listPhotos(ctx, { filter: plain, limit: 500 })
              for (const filter of filters) {
                if (/"is":"(trash|status)"/.test(JSON.stringify(filter))) continue
                const meaning = { ...filter, terms: [...filter.terms, ...WITH_ARCHIVE.terms] }
                await compare(ctx, within(album, filter), items, meaning)
              }
            }
          }),
      )
      await fc.assert(property, inSoManyWorlds(13))
    }),
  WORLDS_MS,
)
