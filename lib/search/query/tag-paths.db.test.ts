import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { ANONYMOUS } from '../../context/actor'
import { parseFilter } from '../language/filter'
import { actorOf, context } from '../testing/people'
import { getFacets } from './facets'
import { listPhotos } from './page'
import { suggest } from './suggest'

async function library(db: Database) {
  const anna = await makeUser(db, { username: 'anna' })
  await makePhoto(db, anna.id, { title: 'bergen', tags: ['Places/Norway/Bergen', 'rain'], rating: -1 })
  await makePhoto(db, anna.id, { title: 'oslo', tags: ['Places/Norway/Oslo', 'places/norway/Bergen'], rating: 0 })
  await makePhoto(db, anna.id, {
    title: 'paris',
    tags: ['Places / Café/Paris', 'Rain'],
    rating: 5,
    visibility: 'public',
  })
  await makePhoto(db, anna.id, { title: 'plain', tags: ['Rain', 'B/W'] })
  return actorOf(anna)
}

describe('tags that are paths', () => {
  it.each([
    ['tag=norway', 'bergen oslo'],
    ['tag=Norway/Bergen', 'bergen oslo'],
    ['tag=places', 'bergen oslo paris'],
    ['tag=Places/Norway/Oslo', 'oslo'],
    ['tag=places/cafe/paris', 'paris'],
    ['tag=Places/Bergen', ''],
    ['tag=norw', ''],
    ['tag=b/w', 'plain'],
    ['tag=norway&tag=rain', 'bergen'],
    ['q=-tag:norway', 'paris plain'],
    ['q=bergen', 'bergen oslo'],
    ['rating=rejected', 'bergen'],
    ['q=-rating:rejected', 'oslo paris plain'],
    ['rating=0-', 'oslo paris'],
    ['rating=-5', 'oslo paris'],
    ['sort=rating', 'paris oslo plain bergen'],
    ['sort=rating&order=asc', 'bergen plain oslo paris'],
  ])('%s finds %s', async (query, titles) => {
    await withRollback(async (db) => {
      const anna = await library(db)
      const { items } = await listPhotos(context(db, anna), {
        filter: parseFilter(new URLSearchParams(query)),
        limit: 10,
      })
      const found = items.map(({ title }) => title)
      expect((query.includes('sort') ? found : found.sort()).join(' ')).toBe(titles)
    })
  })

  it('are counted with what is above them, each photo once, by the spelling that most have', async () => {
    await withRollback(async (db) => {
      const anna = await library(db)
      const expected = [
        { value: 'Places', count: 3 },
        { value: 'Rain', count: 3 },
        { value: 'Places/Norway', count: 2 },
        { value: 'Places/Norway/Bergen', count: 2 },
        { value: 'B', count: 1 },
        { value: 'B/W', count: 1 },
        { value: 'Places / Café/Paris', count: 1 },
        { value: 'Places/Café', count: 1 },
        { value: 'Places/Norway/Oslo', count: 1 },
      ]
      // From the counters, and counted from the photos.
      for (const query of ['owner=me', 'owner=me&after=1990']) {
        const { tag, rating } = await getFacets(context(db, anna), parseFilter(new URLSearchParams(query)), [
          'tag',
          'rating',
        ])
        expect(tag).toEqual(expected)
        expect(rating).toEqual(['0', '5', 'rejected'].map((value) => ({ value, count: 1 })))
      }
      const seen = await getFacets(context(db, ANONYMOUS), parseFilter(new URLSearchParams()), ['tag'])
      expect(seen.tag?.map(({ value }) => value)).toEqual(['Places', 'Places / Café/Paris', 'Places/Café', 'Rain'])
    })
  })

  it('are suggested by any of their words', async () => {
    await withRollback(async (db) => {
      const anna = await library(db)
      const inserts = async (text: string) => (await suggest(context(db, anna), text)).items.map(({ insert }) => insert)
      expect(await inserts('tag:berg')).toEqual(['tag:Places/Norway/Bergen'])
      expect(await inserts('tag:norway/o')).toEqual(['tag:Places/Norway/Oslo'])
      expect(await inserts('rating:rej')).toEqual(['rating:rejected'])
    })
  })
})
