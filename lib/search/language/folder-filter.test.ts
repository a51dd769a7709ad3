import { describe, expect, it } from 'vitest'
import { FilterQuery, filterOf, parseFilter, toQuery } from './filter'
import { parseFilterText, printFilterText } from './query-language'

describe('a folder', () => {
  it.each(['a/', ' x /', 'e\u0301/', 'Käfer & Co/', '50% #1/', 'a"b\\c/', '//', '../', 'line\nbreak/', '(or)/'])(
    'is taken byte for byte: %j',
    (prefix) => {
      const filter = filterOf(FilterQuery.parse({ folder: prefix }))
      expect(filter.terms).toEqual([{ is: 'folder', value: prefix }])
      expect(parseFilter(toQuery(filter)).terms).toEqual(filter.terms)
      expect(parseFilterText(printFilterText(filter)).terms).toEqual(filter.terms)
    },
  )

  it.each(['', '\0', 'x'.repeat(1025)])('refuses what no key can be: %j', (prefix) => {
    expect(FilterQuery.safeParse({ folder: prefix }).success).toBe(false)
  })
})
