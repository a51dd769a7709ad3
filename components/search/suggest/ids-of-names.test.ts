import { afterEach, expect, test, vi } from 'vitest'
import { idsOfNames, knownIds } from './ids-of-names'
import { rememberName } from './named-values'
import { findProblem } from './search-problem'

const ID = '0190b0a0-0000-7000-8000-000000000003'
const OTHER = '0190b0a0-0000-7000-8000-000000000004'

/** The server's answers: which albums begin so. */
function answers(...titles: [title: string, id: string][]) {
  const items = titles.map(([label, id]) => ({
    kind: 'value',
    key: 'album',
    label,
    insert: `album:${id}`,
    count: null,
  }))
  const ask = vi.fn(async (_address: string) => Response.json({ start: 0, items }))
  vi.stubGlobal('fetch', ask)
  return ask
}

afterEach(() => vi.unstubAllGlobals())

test('names that were met stand for their ids, and are not asked for again', async () => {
  const ask = answers()
  rememberName('album', 'Norway 2024', ID)
  const found = await idsOfNames('boat -album:"norway 2024" tag:x')
  expect(found).toMatchObject({ text: `boat -album:${ID} tag:x` })
  expect(await idsOfNames(`album:${ID} owner:anna`)).toMatchObject({ text: `album:${ID} owner:anna` })
  expect(ask).not.toHaveBeenCalled()
})

test.each([
  [
    'called exactly so',
    'album:"Alps"',
    [
      ['Alps in winter', OTHER],
      ['alps', ID],
    ],
    `album:${ID}`,
  ],
  ['the only one that begins so', 'album:Pyr', [['Pyrenees', ID]], `album:${ID}`],
] as [string, string, [string, string][], string][])('a name is asked for: %s', async (_, text, titles, wanted) => {
  answers(...titles)
  expect(await idsOfNames(text)).toMatchObject({ text: wanted })
})

test.each([
  ['none', [], 'No album of yours is called “Dunes”.'],
  [
    'several',
    [
      ['Dunes of one', ID],
      ['Dunes of two', OTHER],
    ],
    'No album of yours is called “Dunes”.',
  ],
] as [string, [string, string][], string][])('%s: it says so, where it stands', async (_, titles, message) => {
  answers(...titles)
  const found = await idsOfNames('sea album:Dunes')
  expect(found).toMatchObject({ problem: { message, at: { start: 10, end: 15 } } })
  expect('problem' in found && found.problem.fixes.map(({ text }) => text)).toContain('sea')
})

test('a server that does not answer is no unknown name', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
  expect(await idsOfNames('album:Fjords')).toMatchObject({ problem: { hint: 'Try it again.' } })
})

test('another mistake is shown in the text with names', async () => {
  rememberName('album', 'Norway 2024', ID)
  const typed = 'album:"Norway 2024" iso:800-200'
  const found = await idsOfNames(typed)
  if ('problem' in found) throw new Error('the name is known')
  const problem = findProblem(found.text)
  const shown = problem && found.inNames(problem)
  expect(typed.slice(shown?.at?.start, shown?.at?.end)).toBe('800-200')
  expect(shown?.fixes[0]?.text).toBe('album:"Norway 2024" iso:200-800')
})

test('of a text that is being typed the last word stays', () => {
  rememberName('album', 'Alps', ID)
  expect(knownIds('album:Alps to')).toEqual({ text: `album:${ID} to`, grown: ID.length - 'Alps'.length })
  expect(knownIds('album:Alps')).toEqual({ text: 'album:Alps', grown: 0 })
})
