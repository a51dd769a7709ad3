import { expect, it } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { ANONYMOUS } from '../../context/actor'
import { actorOf, context } from '../testing/people'
import { explore } from './explore'
import { onThisDay } from './on-this-day'

it('covers are of what one may see: one’s own, or what is public, places where they are shown', () =>
  withRollback(async (db) => {
    const [anna, ben] = [
      await makeUser(db, { username: 'anna' }),
      await makeUser(db, { username: 'ben', showLocation: true }),
    ]
    await makePhoto(db, anna.id, { town: 'Oslo', tags: ['mine'], takenLocal: '2019-05-01 10:00:00' })
    await makePhoto(db, anna.id, { town: 'Rome', tags: ['shown'], visibility: 'public' })
    await makePhoto(db, anna.id, { town: 'Bonn', tags: ['aside'], archived: true })
    await makePhoto(db, ben.id, { town: 'Paris', tags: ['his'], visibility: 'public' })
    await makePhoto(db, ben.id, { town: 'Kiel', tags: ['secret'] })
    const values = (covers: { value: string }[]) => covers.map(({ value }) => value).sort()
    const own = await explore(context(db, actorOf(anna)), { owner: 'me' })
    expect([values(own.town), values(own.tag)]).toEqual([
      ['Oslo', 'Rome'],
      ['mine', 'shown'],
    ])
    expect(own.year.find(({ value }) => value === '2019')).toMatchObject({
      count: 1,
      query: 'owner=me&after=2019&before=2019',
    })
    const open = await explore(context(db, ANONYMOUS), { visibility: 'public' })
    expect([values(open.town), values(open.tag), values(open.owner)]).toEqual([
      ['Paris'],
      ['his', 'shown'],
      ['anna', 'ben'],
    ])
    for (const covers of Object.values(open)) for (const { photo } of covers) expect(photo.visibility).toBe('public')
  }))

it('other years remember one’s own photos of the day and of the week, not what is archived, deleted, guessed or another’s', () =>
  withRollback(async (db) => {
    const [anna, ben] = [await makeUser(db), await makeUser(db)]
    const make = (title: string, takenLocal: string | null, more = {}) =>
      makePhoto(db, anna.id, { title, takenLocal, ...more })
    await make('day', '2019-11-27 23:59:59')
    await make('before', '2020-11-24 00:00:00')
    await make('after', '2018-11-30 23:00:00')
    await make('too early', '2020-11-23 23:59:59')
    await make('this year', '2026-11-27 10:00:00')
    await make('aside', '2019-11-27 10:00:00', { archived: true })
    await make('deleted', '2019-11-27 10:00:00', { deletedAt: new Date() })
    await make('guessed', null, { fileModifiedAt: new Date('2019-11-27T10:00:00Z') })
    for (let at = 0; at < 5; at += 1) await make(`many ${at}`, `2015-11-27 1${at}:00:00`)
    await makePhoto(db, ben.id, { title: 'his', visibility: 'public', takenLocal: '2019-11-27 10:00:00' })
    const { day, week } = await onThisDay(context(db, actorOf(anna)), '2026-11-27')
    expect(day.map(({ title, year }) => `${title} ${year}`)).toEqual([
      'day 2019',
      'many 0 2015',
      'many 1 2015',
      'many 2 2015',
    ])
    expect(week.map(({ title }) => title)).toEqual(['before', 'after'])
    expect(await onThisDay(context(db, ANONYMOUS), '2026-11-27')).toEqual({ day: [], week: [] })
  }))
