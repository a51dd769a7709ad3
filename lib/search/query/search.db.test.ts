import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { photos } from '@/db/schema/photos'
import { withRollback } from '@/db/testing/database'
import { makePhoto } from '@/db/testing/factories'
import { ANONYMOUS } from '../../context/actor'
import type { Context } from '../../context/context'
import type { Photo } from '../../photos/contract'
import { listSimilar } from '../../similar/list-similar'
import { parseFilterText } from '../language/query-language'
import { EVERYTHING, type Filter } from '../language/terms'
import { arbitraryFilter } from '../testing/arbitrary-filter'
import { compare, everybody, everything } from '../testing/compare'
import { actorOf, context, tokenOf } from '../testing/people'
import { anyPhoto, hiddenFields, hiddenPhoto, inSoManyWorlds, publicPhoto, WORLDS_MS } from '../testing/worlds'
import { listPhotos } from './page'
import { suggest } from './suggest'

const owners = ['anna', 'ben', 'carl', 'dora'] as const
const placed = <T>(photo: fc.Arbitrary<T>, max: number) =>
  fc.array(fc.tuple(fc.constantFrom(...owners), photo), { minLength: 1, maxLength: max })

const PRINT = { hash: '0110'.repeat(32), detail: '0011'.repeat(128) }

/** What looks like a photo, all ways up; or the refusal. */
async function similarTo(ctx: Context, id: string): Promise<string> {
  const query = { distance: 24, limit: 3, mirrored: 'true', rotated: 'true' } as const
  return JSON.stringify(await listSimilar(ctx, { id, ...query }).catch((error: { code?: string }) => error.code))
}

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
              const seeds = [await makePhoto(db, users.anna.id, PRINT)]
              seeds.push(await makePhoto(db, users.ben.id, { ...PRINT, visibility: 'public' }))
              const actors = [ANONYMOUS, actorOf(users.anna), tokenOf(users.anna)].map((actor) => context(db, actor))
              const like = seeds.map(
                ({ id }): Filter => ({
                  ...EVERYTHING,
                  terms: [{ is: 'similar', value: `${id},looks-alike,mirrored` }],
                }),
              )
              const questions = [EVERYTHING, ...HIDDEN_WORDS, ...like, ...filters]
              const tell = async () => {
                const told: string[] = []
                for (const ctx of actors) {
                  for (const filter of questions) told.push(await everything(ctx, filter))
                  for (const { id } of seeds) told.push(await similarTo(ctx, id))
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
        await fc.assert(property, inSoManyWorlds(8))
      })
    },
    WORLDS_MS,
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
        await fc.assert(property, inSoManyWorlds(20))
      })
    },
    WORLDS_MS,
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
      {
        any: [
          { is: 'archived', value: 'true' },
          { is: 'archived', value: 'false' },
        ],
      },
      { any: [{ is: 'status', value: 'uploading' }, { not: { is: 'status', value: 'uploading' } }] },
    ],
  }
  return (await listPhotos(ctx, { filter: any, limit: 500 })).items
}
