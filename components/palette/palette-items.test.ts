import { describe, expect, it } from 'vitest'
import { findItems, fitOf, type PaletteItem, restingItems } from './palette-items'

describe('fitOf', () => {
  it.each([
    ['Berlin', 'berlin', 0],
    ['Zürich', 'zur', 1],
    ['Łódź', 'lodz', 0],
    ['Łeba by Day', 'day', 2],
    ['New York', 'new  YO', 1],
    ['X-T5 by FUJIFILM', 'fuji', 2],
    ['Oberlin', 'berl', 3],
    ['東京タワー', '東京', 1],
    ['東京タワー', 'タワー', 3],
    ['Berlin', 'oslo', null],
    ['a.b*c', '.b*', 3],
  ])('%s for %s is %s', (label, typed, expected) => expect(fitOf(label, typed)).toBe(expected))
})

const item = (id: string, group: PaletteItem['group'], label: string): PaletteItem => ({ id, group, label })
const items = [
  item('map', 'Screens', 'Map'),
  item('a1', 'Albums', 'Maple trees'),
  item('a2', 'Albums', 'Roadmap'),
  item('a3', 'Albums', 'Old map'),
  item('t1', 'Tags', 'map'),
  item('s', 'Search', 'Search photos for “map”'),
]
const shown = (typed: string, recent: string[] = []) =>
  findItems(items, typed, recent).map(({ group, items: found }) => [group, ...found.map(({ id }) => id)])

describe('findItems', () => {
  it('puts the best fit first and searching last', () => {
    expect(shown('map')).toEqual([
      ['Screens', 'map'],
      ['Tags', 't1'],
      ['Albums', 'a1', 'a3', 'a2'],
      ['Search', 's'],
    ])
  })
  it('prefers what was used lately among equal fits, but not over better ones', () => {
    expect(shown('map', ['t1', 'a2'])).toEqual([
      ['Tags', 't1'],
      ['Screens', 'map'],
      ['Albums', 'a1', 'a3', 'a2'],
      ['Search', 's'],
    ])
  })
  it('offers to search when nothing fits', () => expect(shown('xyz')).toEqual([['Search', 's']]))
})

describe('restingItems', () => {
  it('names nothing twice', () => {
    const rest = restingItems(items, [item('map', 'Screens', 'Map'), item('a2', 'Albums', 'Roadmap')])
    expect(rest.map(({ group, items: found }) => [group, ...found.map(({ id }) => id)])).toEqual([
      ['Recent', 'map', 'a2'],
    ])
  })
})
