import { describe, expect, it } from 'vitest'
import { type AlbumOrder, sortedAlbums } from './sorted-albums'

const album = (id: string, title: string, count: number | null, created: number, updated: number) => ({
  id,
  title,
  count,
  createdAt: `2026-0${created}-01T00:00:00.000Z`,
  updatedAt: `2026-0${updated}-01T00:00:00.000Z`,
})
const ALBUMS = [
  album('a', 'Łódź 10', 5, 1, 9),
  album('b', 'Łódź 2', 5, 2, 3),
  album('c', 'Harbour days', null, 3, 4),
  album('d', 'Zürich', 0, 4, 5),
]

describe('sortedAlbums', () => {
  it.each<[AlbumOrder, string, string]>([
    ['newest', '', 'dcba'],
    ['changed', '', 'adcb'],
    ['name', '', 'cbad'],
    ['count', '', 'cbad'],
    ['newest', 'lodz', 'ba'],
    ['name', '  DAYS harb ', 'c'],
    ['name', 'zur', 'd'],
    ['name', 'nothing', ''],
  ])('%s, of “%s”', (order, typed, ids) => {
    expect(
      sortedAlbums(ALBUMS, order, typed)
        .map(({ id }) => id)
        .join(''),
    ).toBe(ids)
  })
})
