import { expect, it } from 'vitest'
import { EXAMPLE_QUERIES, EXAMPLES } from './examples'
import { parseFilterText } from './query-language'
import { TEXT_KEYS } from './vocabulary'

const all = [
  ...Object.entries(EXAMPLES).flatMap(([key, values]) => values.map((value) => `${key}:${value}`)),
  ...EXAMPLE_QUERIES.map(([text]) => text),
]

it.each(all)('%s is understood', (text) => {
  const { terms, sort, order } = parseFilterText(text)
  expect(terms.length > 0 || sort !== 'taken' || order !== 'desc').toBe(true)
  expect(terms.every((term) => !('word' in term && term.word.includes(':')))).toBe(true)
})

it('there are examples of every word, but for ids', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual([...TEXT_KEYS].sort())
  const none = TEXT_KEYS.filter((key) => EXAMPLES[key].length === 0)
  expect(none).toEqual(['album', 'source', 'similar'])
})
