import { describe, expect, it } from 'vitest'
import type { RemotePhoto } from '../remote'
import { type Details, isSame, mergeDetails, patchFor } from './details'

const photo = (more: Partial<RemotePhoto> = {}): RemotePhoto => ({
  id: '01a2182a-0461-7bd8-b3fe-bf0338283c33',
  status: 'ready',
  failure: null,
  visibility: 'private',
  title: '',
  description: '',
  tags: [],
  favourite: false,
  archived: false,
  rating: null,
  rotation: 0,
  mediaType: 'image/jpeg',
  bytes: 1,
  takenAt: null,
  takenAtGuessed: false,
  addedAt: '2026-01-01T00:00:00Z',
  camera: null,
  location: null,
  place: null,
  edited: [],
  ...more,
})

const MOMENT = Date.UTC(2019, 7, 1, 13)
const SEA = { latitude: 53.5, longitude: 10, altitude: null }

describe('what is to be changed', () => {
  it.each<[string, Partial<RemotePhoto>, Details, object | null]>([
    ['nothing', {}, {}, null],
    ['what is new', {}, { title: 'A', rating: 3 }, { title: 'A', rating: 3 }],
    ['not what is so already', { title: 'A', tags: ['x'] }, { title: 'A', tags: ['x'] }, null],
    [
      'not what a person has set',
      { title: 'Mine', edited: ['title'] },
      { title: 'A', description: 'B' },
      { description: 'B' },
    ],
    ['a heart', {}, { favourite: true }, { favourite: true }],
    ['no heart twice', { favourite: true }, { favourite: true }, null],
    ['a moment where no time is known', {}, { takenInstant: MOMENT }, { takenAt: '2019-08-01T13:00:00Z' }],
    [
      'a moment where it was guessed',
      { takenAt: '2024-01-01T00:00:00Z', takenAtGuessed: true },
      { takenInstant: MOMENT },
      { takenAt: '2019-08-01T13:00:00Z' },
    ],
    [
      'a moment that was only guessed so far',
      { takenAt: '2019-08-01T13:00:00Z', takenAtGuessed: true },
      { takenInstant: MOMENT },
      { takenAt: '2019-08-01T13:00:00Z' },
    ],
    [
      'no moment that stands already',
      { takenAt: '2019-08-01T13:00:00Z', edited: ['takenAt'] },
      { takenInstant: MOMENT },
      null,
    ],
    [
      'no moment where the file agrees in some zone',
      { takenAt: '2019-08-01T23:00:00' },
      { takenInstant: MOMENT },
      null,
    ],
    [
      'a moment where the file is far off',
      { takenAt: '2002-01-01T00:00:00' },
      { takenInstant: MOMENT },
      { takenAt: '2019-08-01T13:00:00Z' },
    ],
    [
      'a time of a sidecar',
      { takenAt: '2019-08-01T23:00:00' },
      { takenAt: '2019-08-01T22:00:00+02:00' },
      { takenAt: '2019-08-01T22:00:00+02:00' },
    ],
    ['a place', {}, { location: SEA, locationIsLoose: true }, { location: SEA }],
    [
      'no loose place nearby',
      { location: { ...SEA, latitude: 53.5004, altitude: 3 } },
      { location: SEA, locationIsLoose: true },
      null,
    ],
    [
      'a loose place elsewhere',
      { location: { ...SEA, latitude: 50 } },
      { location: SEA, locationIsLoose: true },
      { location: SEA },
    ],
    ['a sure place nearby', { location: { ...SEA, latitude: 53.5004 } }, { location: SEA }, { location: SEA }],
  ])('%s', (_, before, details, patch) => {
    expect(patchFor(photo(before), details)).toEqual(patch)
  })
})

it('believes the first that says something, field by field', () => {
  expect(mergeDetails([{ title: 'A' }, { title: 'B', rating: 2 }])).toEqual({ title: 'A', rating: 2 })
  expect(mergeDetails([{ takenAt: '2019-01-01T00:00:00' }, { takenInstant: 5 }])).toEqual({
    takenAt: '2019-01-01T00:00:00',
  })
  expect(mergeDetails([{}, { takenInstant: 5 }])).toEqual({ takenInstant: 5 })
  expect(mergeDetails([{ location: SEA }, { location: { ...SEA, latitude: 1 }, locationIsLoose: true }])).toEqual({
    location: SEA,
  })
})

it.each([
  [null, null, true],
  [['a'], ['a'], true],
  [['a'], ['b'], false],
  [{ a: 1, b: null }, { a: 1 }, true],
  [{ a: 1 }, { a: 2 }, false],
  [null, { a: 1 }, false],
  ['', 'x', false],
])('%j and %j: the same %s', (a, b, same) => {
  expect(isSame(a, b)).toBe(same)
})
