import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { sources } from '@/db/schema/sources'
import { withRollback } from '@/db/testing/database'
import { makePhoto } from '@/db/testing/factories'
import type { Context } from '../../context/context'
import { deletePhotos } from '../../edits/trash-photos'
import { makeWorld, type World } from '../../photos/testing/world'
import { parseFilter } from '../../search/language/filter'
import { countPhotos } from '../../search/query/count'
import { getFacets } from '../../search/query/facets'
import { getMap } from '../../search/query/map'
import { listPhotos } from '../../search/query/page'
import { getTimeline } from '../../search/query/timeline'

async function makeSource(db: Database, ownerId: string) {
  const [source] = await db.insert(sources).values({ ownerId, name: 'S', kind: 's3', bucket: 'b' }).returning()
  if (!source) throw new Error('no source was made')
  return source.id
}

/** Anna's public photos of a source, under these keys, and one that she uploaded. */
async function makeAnnas({ db, anna }: World, keys: string[]) {
  const sourceId = await makeSource(db, anna.id)
  for (const sourceKey of keys) {
    await makePhoto(db, anna.id, { sourceId, sourceKey, visibility: 'public', filename: 'x.jpg' })
  }
  await makePhoto(db, anna.id, { visibility: 'public', filename: 'x.jpg' })
  return sourceId
}

/** How many photos each way of asking finds. */
async function ask(ctx: Context, text: string) {
  const filter = parseFilter(new URLSearchParams(text))
  const { items, total } = await listPhotos(ctx, { filter, count: true })
  const months = (await getTimeline(ctx, filter)).months.reduce((sum, { count }) => sum + count, 0)
  const { type = [] } = await getFacets(ctx, filter, ['type'])
  const map = await getMap(ctx, { filter, zoom: 3 })
  const counted = await countPhotos(ctx, filter)
  return [items.length, total, counted, months, type.reduce((sum, { count }) => sum + count, 0), map.count]
}

const all = (count: number) => [count, count, count, count, count, count]
const KEYS = ['trip/a.jpg', 'trip/b/c.jpg', 'trip%/d.jpg', 'e.jpg']

describe('the filter by source and folder', () => {
  it.each([
    ['', 5],
    ['source=ID', 4],
    ['folder=trip/', 2],
    ['folder=trip', 3],
    ['folder=trip/b/', 1],
    ['folder=Trip/', 0],
    ['source=ID&folder=trip%25/', 1],
    ['source=ID&after=2023-08-01&before=2023-08-31', 4],
    ['q=-folder:trip', 2],
    ['source=00000000-0000-7000-8000-000000000000', 0],
  ])('finds the same in lists, counts, timeline, facets and map: %s', (text, count) =>
    withRollback(async (db) => {
      const world = await makeWorld(db)
      const id = await makeAnnas(world, KEYS)
      expect(await ask(world.as(world.anna), `owner=me&${text.replace('ID', id)}`)).toEqual(all(count))
    }),
  )

  it.each(['source=ID', 'folder=trip/', 'q=-folder:trip', 'q=-source:ID', 'q=source:ID or folder:e', ''])(
    'tells others nothing of where photos lie: %s',
    (text) =>
      withRollback(async (db) => {
        const world = await makeWorld(db)
        const id = await makeAnnas(world, KEYS)
        const asked = `owner=${world.anna.username}&${text.replace('ID', id)}`
        const hidden = text.startsWith('q=-') || text === ''
        for (const ctx of [world.as(world.ben), world.anonymous]) {
          // As if none of them came from a source.
          expect((await ask(ctx, asked)).slice(0, 5)).toEqual(all(hidden ? 5 : 0).slice(0, 5))
        }
      }),
  )

  it('means one’s own sources, also where others have folders of the same name', () =>
    withRollback(async (db) => {
      const world = await makeWorld(db)
      await makeAnnas(world, KEYS)
      const bens = await makeSource(db, world.ben.id)
      await makePhoto(db, world.ben.id, { sourceId: bens, sourceKey: 'trip/z.jpg' })
      expect(await ask(world.as(world.ben), 'folder=trip/')).toEqual(all(1))
    }))

  it('selects for changes to many at once', () =>
    withRollback(async (db) => {
      const world = await makeWorld(db)
      const id = await makeAnnas(world, KEYS)
      const select = { filter: { source: id, folder: 'trip/' } }
      expect(await deletePhotos(world.as(world.anna), { select, permanent: false, dryRun: false })).toMatchObject({
        changed: 2,
      })
      expect(await ask(world.as(world.anna), `source=${id}`)).toEqual(all(2))
      expect(await deletePhotos(world.as(world.ben), { select, permanent: false, dryRun: false })).toMatchObject({
        matched: 0,
      })
    }))
})
