import { expect, test } from 'vitest'
import { DuplicatesQuery } from './contract'
import { fitting } from './fitting'

const groups = (count: number, size: number) => Array.from({ length: count }, () => ({ size }))

test.each([
  ['five hundred pairs', groups(500, 2), 500],
  ['groups of a hundred', groups(500, 100), 50],
  ['groups of more, of which a hundred are shown', groups(500, 9_000), 50],
  ['none', [], 0],
  ['one', groups(1, 9_000), 1],
  ['small ones behind large ones', [...groups(49, 100), { size: 99 }, ...groups(3, 2)], 50],
])('a page holds what fits: %s', (_, all, count) => {
  expect(fitting(all)).toEqual(all.slice(0, count))
})

test('up to five hundred groups can be asked for', () => {
  expect(DuplicatesQuery.safeParse({ limit: '500' }).success).toBe(true)
  expect(DuplicatesQuery.safeParse({ limit: '501' }).success).toBe(false)
})
