import { describe, expect, it } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { parseFilter } from '../language/filter'
import { actorOf, context } from '../testing/people'
import { getFacets } from './facets'
import { listPhotos } from './page'

const SHOWN = {
  title: 'Seán O’Brien at the A-Team’s 7-Eleven, U.S.A.',
  description: 'AT&T, rock’n’roll, f/1.8, 18-55, 2019-2020',
  tags: ['jean-luc'],
  cameraMake: 'FUJIFILM',
  cameraModel: 'X-T30',
  town: 'L’Aquila',
  region: 'Abruzzo',
  country: 'Côte d’Ivoire',
  filename: 'img-e0001.jpg',
}

describe('words with hyphens, apostrophes and dots', () => {
  it.each([
    'xt30',
    'XT30',
    'x-t30',
    'xt-30',
    'x t30',
    'obrien',
    "o'brien",
    'o’brien',
    'brien',
    'ateams',
    'usa',
    'u.s.a.',
    'att',
    'at&t',
    'jeanluc',
    'jean-luc',
    'laquila',
    'imge0001',
    '7eleven',
    '"obrien"',
    'camera:xt30',
    'camera:x-t30',
    'camera:"fujifilm xt30"',
    'town:laquila',
    "town:l'aquila",
    'country:"cote divoire"',
  ])('%s is found', (q) =>
    withRollback(async (db) => {
      const user = await makeUser(db)
      const photo = await makePhoto(db, user.id, SHOWN)
      const ctx = context(db, actorOf(user))
      const { items } = await listPhotos(ctx, { filter: parseFilter(new URLSearchParams({ q })), limit: 10 })
      expect(items.map(({ id }) => id)).toEqual([photo.id])
    }),
  )

  it.each(['18', '"181855"', 'xt3000', 'obriens', '1855', 'camera:t-x30', 'town:aquila'])('%s is not', (q) =>
    withRollback(async (db) => {
      const user = await makeUser(db)
      await makePhoto(db, user.id, { ...SHOWN, description: 'f/1.8, 1-8', title: 'O’Brien' })
      const ctx = context(db, actorOf(user))
      const { items } = await listPhotos(ctx, { filter: parseFilter(new URLSearchParams({ q })), limit: 10 })
      expect(items).toEqual([])
    }),
  )

  it('are suggested written either way', () =>
    withRollback(async (db) => {
      const user = await makeUser(db)
      await makePhoto(db, user.id, SHOWN)
      const ctx = context(db, actorOf(user))
      for (const matching of ['xt3', 'x-t3', 'fuji'])
        expect(await getFacets(ctx, parseFilter(new URLSearchParams('owner=me')), ['camera'], { matching })).toEqual({
          camera: [{ value: 'FUJIFILM X-T30', count: 1 }],
        })
    }))

  it('a file name joined is nobody else’s to find', () =>
    withRollback(async (db) => {
      const [owner, other] = [await makeUser(db), await makeUser(db)]
      await makePhoto(db, owner.id, { ...SHOWN, visibility: 'public' })
      const find = async (q: string) =>
        (await listPhotos(context(db, actorOf(other)), { filter: parseFilter(new URLSearchParams({ q })), limit: 5 }))
          .items.length
      expect([await find('obrien'), await find('imge0001'), await find('laquila')]).toEqual([1, 0, 0])
    }))
})
