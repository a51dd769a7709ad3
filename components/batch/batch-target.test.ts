import { expect, test } from 'vitest'
import { filterOfQuery, selectOf } from './batch-target'

test.each([
  ['', {}],
  ['owner=me', { owner: 'me' }],
  ['town=Berlin&after=01.08.2023&sort=added', { town: 'Berlin', after: '01.08.2023', sort: 'added' }],
  ['tag=a&tag=b%26c', { tag: ['a', 'b&c'] }],
  ['albums/0190-abc', { album: '0190-abc' }],
])('the list %j is the filter %j', (query, filter) => {
  expect(filterOfQuery(query)).toEqual(filter)
  expect(selectOf({ kind: 'filter', filter, count: 3 })).toEqual({ filter })
})
