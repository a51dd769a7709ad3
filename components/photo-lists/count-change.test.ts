import { expect, it } from 'vitest'
import type { Photo } from '@/lib/photos/contract'
import { countChange, isWhole } from './count-change'
import type { PhotoListState } from './list-shelf'

const list = (ids: string, next: string | null, more: Partial<PhotoListState> = {}): PhotoListState => ({
  photos: [...ids].map((id) => ({ id }) as Photo),
  next,
  loading: false,
  error: null,
  ...more,
})
const before = { query: 'q', at: null, cursor: null }

it.each([
  ['one is deleted', list('abc', 'n'), list('ac', 'n'), -1],
  ['the last one is deleted', list('abc', 'n'), list('ab', 'n'), -1],
  ['one comes back', list('ac', 'n'), list('abc', 'n'), 1],
  ['the next page comes', list('abc', 'n'), list('abcdef', 'm'), 0],
  ['the last page comes', list('abc', 'n'), list('abcdef', null), 0],
  ['the first page comes', list('', 'n'), list('abc', 'm'), 0],
  ['the page before comes', list('bc', 'n', { previous: before }), list('abc', 'n', { previous: null }), 0],
  ['it was asked for anew', list('abc', 'n'), list('bde', 'm'), null],
])('%s', (_, old, now, change) => {
  expect(countChange(old, now)).toBe(change)
})

it('a list is whole when nothing is left on either side', () => {
  expect(isWhole(list('a', null))).toBe(true)
  expect(isWhole(list('a', 'n'))).toBe(false)
  expect(isWhole(list('a', null, { previous: before }))).toBe(false)
})
