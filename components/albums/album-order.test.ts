import { expect, test } from 'vitest'
import { type OrderStep, reordered, stepTarget } from './album-order'

const list = [...'abcdef'].map((id) => ({ id }))
const order = (ids: string, before: string | null) =>
  reordered(list, new Set(ids), before)
    .map(({ id }) => id)
    .join('')

test.each([
  ['c', 'a', 'cabdef'],
  ['a', null, 'bcdefa'],
  ['fb', 'd', 'acbfde'],
  ['b', 'c', 'abcdef'],
  ['b', 'b', 'abcdef'],
  ['b', 'x', 'abcdef'],
])('%s before %s', (ids, before, expected) => expect(order(ids, before)).toBe(expected))

test.each<[string, OrderStep, string | undefined]>([
  ['c', 'start', 'cabdef'],
  ['c', 'end', 'abdefc'],
  ['c', 'earlier', 'acbdef'],
  ['c', 'later', 'abdcef'],
  ['a', 'earlier', undefined],
  ['f', 'later', undefined],
  ['e', 'later', 'abcdfe'],
  ['bc', 'later', 'adbcef'],
  ['abcdef', 'start', undefined],
])('%s goes %s', (ids, step, expected) => {
  const before = stepTarget(list, new Set(ids), step)
  expect(before === undefined ? undefined : order(ids, before)).toBe(expected)
})
