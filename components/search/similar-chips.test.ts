import { expect, test } from 'vitest'
import { parseFilter } from '@/lib/search/language/filter'
import { viewOf } from './filter-view'
import { sortChoice, sortChoices, sortedQuery } from './sort-choices'
import { findProblem } from './suggest/search-problem'

const ID = '0190b0a0-0000-7000-8000-000000000003'
const chipOf = (similar: string, names = {}) =>
  viewOf(parseFilter(new URLSearchParams({ similar })), '/gallery', names).chips[0]?.value

test.each([
  [ID, 'Like “Harbour”, also re-saved'],
  [`${ID},same`, 'The same picture as “Harbour”'],
  [`${ID},edited,mirrored`, 'Like “Harbour”, also edited, also mirrored'],
  [`${ID},looks alike,rotated,mirrored`, 'Looks like “Harbour”, also mirrored, also turned'],
  [`${ID},mirrored`, 'Like “Harbour”, also re-saved, also mirrored'],
  [`${ID},12`, 'Within 12 bits of “Harbour”'],
])('%s is told as a person reads it', (similar, words) => {
  expect(chipOf(similar, { [ID]: 'Harbour' })).toBe(words)
})

test('the order by likeness is offered where there is a photo to compare with, and is the usual one there', () => {
  const [like, plain] = [`similar=${ID}`, 'favourite=true']
  expect(sortChoices(like)[0]?.[0]).toBe('likeness-desc')
  expect(sortChoices(plain).map(([choice]) => choice)).not.toContain('likeness-desc')
  expect(sortedQuery(`${like}&sort=title`, 'likeness-desc')).toBe(like)
  expect(sortedQuery(like, 'taken-desc')).toBe(`${like}&sort=taken`)
  expect(sortedQuery(plain, 'taken-desc')).toBe(plain)
  const view = viewOf(parseFilter(new URLSearchParams(like)), '/gallery')
  expect([sortChoice(view), view.query, view.text]).toEqual(['likeness-desc', like, `similar:${ID}`])
  expect(view.chips[0]?.href).toBe('/gallery')
  const sorted = viewOf(parseFilter(new URLSearchParams(`${like}&sort=taken`)), '/gallery')
  expect([sorted.query, sorted.text]).toEqual([`${like}&sort=taken`, `similar:${ID} sort:taken`])
})

test('a photo that this person does not see has no name', () => {
  expect(chipOf(`${ID},edited`)).toBe('Like one photo, also edited')
})

test.each([
  ['similar:harbour', 'Similar is not the id of a photo, as in 0190b0a0', null],
  [`similar:${ID},edted`, '“edted” is not same, re-saved, edited', `similar:${ID},edited`],
  [`similar:${ID},mirored`, '“mirored” is not same', `similar:${ID},mirrored`],
  [`similar:${ID},33`, '“33” is not same', null],
])('%s is told as a mistake, with what was probably meant', (text, message, fixed) => {
  const problem = findProblem(text)
  expect(problem?.message).toContain(message)
  if (fixed !== null) expect(problem?.fixes[0]?.text).toBe(fixed)
})
