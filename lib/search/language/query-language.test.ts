import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusal } from '../testing/refusal'
import { parseFilter } from './filter'
import { parseFilterText, printFilterText, QueryProblem, readQueryText } from './query-language'

describe('the text language', () => {
  it.each([
    ['sea -boat', [{ word: 'sea', exact: false }, { not: { word: 'boat', exact: false } }]],
    ['"blue boat"', [{ word: 'blue boat', exact: true }]],
    [
      'sea or boat',
      [
        {
          any: [
            { word: 'sea', exact: false },
            { word: 'boat', exact: false },
          ],
        },
      ],
    ],
    [
      'a b OR c',
      [
        {
          any: [
            {
              all: [
                { word: 'a', exact: false },
                { word: 'b', exact: false },
              ],
            },
            { word: 'c', exact: false },
          ],
        },
      ],
    ],
    [
      '-(a b)',
      [
        {
          not: {
            all: [
              { word: 'a', exact: false },
              { word: 'b', exact: false },
            ],
          },
        },
      ],
    ],
    ['--a', [{ word: 'a', exact: false }]],
    ['a a', [{ word: 'a', exact: false }]],
    ['12:30', [{ word: '12:30', exact: false }]],
    ['town:"Sankt Peter"', [{ is: 'town', value: 'Sankt Peter' }]],
    ['  ', []],
  ])('%s', (text, terms) => {
    expect(parseFilterText(text).terms).toEqual(terms)
  })

  const bare = (...words: string[]) => words.map((word) => ({ word, exact: false }))
  const exact = (word: string) => ({ word, exact: true })
  it.each([
    ['Mary & John', bare('Mary', 'John')],
    ['Paris - 2019', bare('Paris', '2019')],
    ['Rome: day 1', bare('Rome:', 'day', '1')],
    ['Rome:"day 1"', [...bare('Rome:'), exact('day 1')]],
    ['100 %', bare('100')],
    ['C:\\photos', bare('C:\\photos')],
    ['https://example.org/a?b=c', bare('https://example.org/a?b=c')],
    [':)', []],
    [';-( and :-)', bare('and')],
    ['a | b', bare('a', 'b')],
    ['twon:Berlin', bare('twon:Berlin')],
    ['"never closed', bare('never', 'closed')],
    ['5" x 7', bare('5', 'x', '7')],
    ['town:"Berlin', [{ is: 'town', value: 'Berlin' }]],
    ['sea (boat', bare('sea', 'boat')],
    ['sea) boat', bare('sea', 'boat')],
    ['()', []],
    ['(', []],
    ['-', []],
    ['- -- ---', []],
    ['sea or', [...bare('sea'), exact('or')]],
    ['or sea', [exact('or'), ...bare('sea')]],
    ['or', [exact('or')]],
    ['sea or & boat', [{ any: bare('sea', 'boat') }]],
    ['-or', [{ not: exact('or') }]],
    ['sea - boat', bare('sea', 'boat')],
    ['sea -', bare('sea')],
    ['-( )', []],
    ['...', []],
    ['\u0000 a\u0000b \ud800', bare('a', 'b')],
    ['(sort:added)', []],
    ['-order:asc', []],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, bare('a')],
    ['x'.repeat(500), bare('x'.repeat(200))],
    [[...Array(200).keys()].join(' '), bare(...[...Array(100).keys()].map(String))],
  ])('%#: %j is text', (text, terms) => {
    const parsed = parseFilterText(text)
    expect(parsed.terms).toEqual(terms)
    expect(parseFilterText(printFilterText(parsed))).toEqual(parsed)
    expect(parseFilter(new URLSearchParams({ q: text })).terms).toEqual(terms)
  })

  it.each([
    ['iso:abc', /at character 5: "abc" is not a number/],
    ['sea -iso:', /at character 10: "" is not a number/],
    ['town:', /at character 6: town is empty/],
    ['(Rome iso:abc', /at character 11: "abc" is not a number/],
    ['sort:size', /at character 6: "size" is no sort; write taken/],
    [[...Array(150).keys()].map((n) => `iso:${n}`).join(' or '), /too many conditions/],
    ['x'.repeat(4001), /4001 characters long/],
  ])('%#: %.20s is refused with position and hint', (text, message) => {
    expect(refusal(() => parseFilterText(text))).toMatch(message)
  })

  it('leaves out, for screens, what is wrong, and says what could stand there', () => {
    const { terms, problems } = readQueryText('sea iso:800-200 boat type:jpg rating:9')
    expect(terms).toEqual(bare('sea', 'boat'))
    expect(problems.map(({ start, end, position, instead }) => [start, end, position, instead])).toEqual([
      [4, 15, 9, 'iso:200-800'],
      [21, 29, 27, 'type:jpeg'],
      [30, 38, 38, null],
    ])
  })

  it('answers any text with a filter or a QueryProblem', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            '(',
            ')',
            '-',
            ' ',
            'or',
            ' or ',
            '"',
            '\\',
            'town:',
            'iso:',
            'sort:',
            'a',
            'é',
            '1-2',
            ':',
            '\0',
            '\ud83d',
            '&',
          ),
          { maxLength: 30 },
        )
        .map((parts) => parts.join('')),
    )
    const property = fc.property(text, (given) => {
      try {
        const parsed = parseFilterText(given)
        expect(parseFilterText(printFilterText(parsed))).toEqual(parsed)
      } catch (error) {
        if (!(error instanceof QueryProblem)) throw error
        // Only a known key can be wrong.
        expect(given).toMatch(/(town|iso|sort):/)
      }
    })
    fc.assert(property, { numRuns: 5000 })
  })
})
