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
  const anna = await makeUser(db, { username: 'anna', name: 'Anna Ash' })
  const ben = await makeUser(db, { username: 'ben', name: 'Ben Møller' })
  const canon = { cameraMake: 'Canon', cameraModel: 'Canon EOS R5' }
  await makePhoto(db, anna.id, { town: 'Berlin', tags: ['sea', 'Éclair'], ...canon })
  await makePhoto(db, anna.id, { town: 'Berlin', tags: ['sea'] })
  await makePhoto(db, anna.id, { town: 'Bad Münster', tags: ['seal'], rating: 5, ...canon })
  await makePhoto(db, ben.id, { town: 'Bern', tags: ['seagull'], visibility: 'public' })
  await makePhoto(db, ben.id, { town: 'Bergen', tags: ['secret'] })
  return { anna: actorOf(anna), ben: actorOf(ben) }
}

describe('suggestions', () => {
  it.each([
    ['town:', ['town:Berlin 2', 'town:"Bad Münster" 1']],
    ['town:b', ['town:Berlin 2', 'town:"Bad Münster" 1']],
    ['town:MUN', ['town:"Bad Münster" 1']],
    ['town:"bad m', ['town:"Bad Münster" 1']],
    ['sea -town:ber', ['town:Berlin 2']],
    ['camera:eos town:', ['town:"Bad Münster" 1', 'town:Berlin 1']],
    ['tag:se', ['tag:sea 2', 'tag:seagull 1', 'tag:seal 1']],
    ['tag:ecl', ['tag:Éclair 1']],
    ['owner:', ['owner:anna 3', 'owner:ben 1']],
    ['owner:moll', ['owner:ben 1']],
    ['owner:be', ['owner:ben 1']],
    ['owner:"ben m', ['owner:ben 1']],
    ['tag:seal owner:', ['owner:anna 1']],
    ['mol', ['owner:ben 1']],
    ['album:', []],
    ['source:', []],
    ['after:', ['after:2023 4']],
    ['similar:x', []],
    ['similar:x,lo', ['similar:x,looks-alike null']],
    ['similar:x,mirrored,r', ['similar:x,mirrored,re-saved null', 'similar:x,mirrored,rotated null']],
    ['near:tromso', ['near:69.6489,18.95508,10 null']],
    ['near:69', []],
    ['sort:t', ['sort:taken null', 'sort:title null']],
    ['ca', ['camera: null', 'camera:"Canon EOS R5" 2']],
    ['(sea or tow', ['town: null']],
    ['xyzzy', []],
    ['xyzzy:1', []],
    ['"open phrase', []],
    ['100% _', []],
  ])('%s', async (text, expected) => {
    await withRollback(async (db) => {
      const { anna } = await library(db)
      const { items } = await suggest(context(db, anna), text)
      expect(
        items
          .filter(({ kind }) => kind === 'value' || !text.includes(':'))
          .map(({ insert, count }) => `${insert} ${count}`),
      ).toEqual(expected)
    })
  })

  it('say from where the text is replaced', async () => {
    await withRollback(async (db) => {
      const { anna } = await library(db)
      expect((await suggest(context(db, anna), 'sea -town:"bad')).start).toBe(5)
      expect((await suggest(context(db, anna), 'sea ')).start).toBe(4)
    })
  })

  it('tell a visitor nothing of private photos and hidden places', async () => {
    await withRollback(async (db) => {
      await library(db)
      for (const text of ['town:', 'tag:', 'camera:', 'be', 'se', 'owner:']) {
        const { items } = await suggest(context(db, ANONYMOUS), text)
        const values = items.filter(({ kind }) => kind === 'value').map(({ label }) => label)
        const people = text === 'owner:' || text === 'be'
        expect(values).toEqual(text === 'tag:' || text === 'se' ? ['seagull'] : people ? ['Ben Møller'] : [])
      }
    })
  })

  it('answer any bytes', async () => {
    await withRollback(async (db) => {
      const { anna } = await library(db)
      for (const text of [
        'town:\u0000',
        'a\u0000b',
        "tag:'; drop table photos --",
        'tag:%',
        'tag:\\',
        '\ud800',
        '('.repeat(3000),
        'x'.repeat(3900),
      ]) {
        expect(Array.isArray((await suggest(context(db, anna), text)).items)).toBe(true)
      }
    })
  })
})

describe('facets', () => {
  it('narrow each other and leave room to choose another value', async () => {
    await withRollback(async (db) => {
      const { anna } = await library(db)
      const ask = (query: string) =>
        getFacets(context(db, anna), parseFilter(new URLSearchParams(query)), ['town', 'tag', 'camera', 'rating'])
      expect((await ask('owner=me')).town).toEqual([
        { value: 'Berlin', count: 2 },
        { value: 'Bad Münster', count: 1 },
      ])
      const berlin = await ask('owner=me&town=berlin')
      expect(berlin.town).toEqual([
        { value: 'Berlin', count: 2 },
        { value: 'Bad Münster', count: 1 },
      ])
      expect(berlin.tag).toEqual([
        { value: 'sea', count: 2 },
        { value: 'Éclair', count: 1 },
      ])
      expect(berlin.camera).toEqual([{ value: 'Canon EOS R5', count: 1 }])
      expect((await ask('owner=me&tag=sea')).tag).toEqual([
        { value: 'sea', count: 2 },
        { value: 'Éclair', count: 1 },
      ])
      expect((await ask('owner=me&rating=5')).rating).toEqual([{ value: '5', count: 1 }])
      expect((await ask('owner=nobody')).tag).toEqual([])
    })
  })

  it.each([
    'after=2023-08-10',
    'before=2023-08-09',
    'after=2023-08&before=2023-09-15',
    'after=2022-12-31&before=2024',
    'before=9999-12-15',
    'after=0001-01-02',
  ])('dates within a month: %s counts as the list does', async (query) => {
    await withRollback(async (db) => {
      const user = await makeUser(db)
      for (const day of [
        '2022-12-30',
        '2022-12-31',
        '2023-01-01',
        '2023-08-01',
        '2023-08-09',
        '2023-08-10',
        '2023-08-31',
        '2023-09-15',
        '2023-09-16',
        '2024-12-31',
      ]) {
        await makePhoto(db, user.id, { takenLocal: `${day} 23:59:59`, town: day })
      }
      const ctx = context(db, actorOf(user))
      const filter = parseFilter(new URLSearchParams(`${query}&country=DE`))
      const page = await listPhotos(ctx, { filter, count: true })
      expect(page.total).toBe(page.items.length)
      const { town } = await getFacets(ctx, filter, ['town'])
      expect(town?.map(({ value }) => value).sort()).toEqual(page.items.map(({ place }) => place?.town).sort())
    })
  })
})
