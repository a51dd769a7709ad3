import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors'
import { FilterQuery, filterOf, ListQuery, parseFilter, toQuery } from './filter'
import { parseFilterText, printFilterText, QueryProblem, readQueryText } from './query-language'
import { arbitraryFilter, SAMPLES } from './testing/arbitrary-filter'
import { CONDITION_KEYS, CONDITIONS } from './vocabulary'

const parse = (query: string) => parseFilter(new URLSearchParams(query))
const refusal = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.message
    if (error instanceof QueryProblem) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a filter', () => {
  it('prints as text and parses to the same filter', () => {
    fc.assert(
      fc.property(arbitraryFilter, (given) => {
        expect(parseFilterText(printFilterText(given))).toEqual(given)
      }),
      { numRuns: 2000 },
    )
  })

  it('prints as URL and parses to the same filter', () => {
    const property = fc.property(arbitraryFilter, (given) => {
      let back: unknown
      try {
        back = parseFilter(new URLSearchParams(toQuery(given).toString()))
      } catch (error) {
        // Two random dates may stand the wrong way round; that is refused in every notation.
        if (error instanceof AppError && /lies behind|too long/.test(error.message)) return
        throw error
      }
      expect(back).toEqual(given)
    })
    fc.assert(property, { numRuns: 2000 })
  })

  it('has samples of every key that are canonical', () => {
    for (const key of CONDITION_KEYS) for (const value of SAMPLES[key]) expect(CONDITIONS[key](value)).toBe(value)
  })

  it('means the same typed, as URL and as parameters in JSON', () => {
    const typed = parseFilterText(
      'town:Berlin iso:200-800 after:01.08.2023 tag:sea tag:"blue boat" -private sort:added',
    )
    expect(parse('sort=added&q=-private&tag=sea&tag=blue+boat&after=2023-08-01&iso=200-800&town=Berlin')).toEqual(typed)
    const body = {
      q: '-private',
      tag: ['sea', 'blue boat'],
      after: '2023-08-01',
      iso: '200-800',
      town: 'Berlin',
      sort: 'added',
    }
    expect(filterOf(FilterQuery.parse(body))).toEqual(typed)
    expect(toQuery(typed).toString()).toBe(
      'q=-private&town=Berlin&after=2023-08-01&iso=200-800&tag=sea&tag=blue+boat&sort=added',
    )
  })

  it('takes numbers and booleans where JSON has them', () => {
    expect(filterOf(FilterQuery.parse({ favourite: true, rating: 4 }))).toEqual(parse('favourite=true&rating=4'))
  })

  it('takes the same key twice only as text', () => {
    expect(refusal(() => parse('town=Berlin&town=Paris'))).toMatch(/town: give it once/)
    expect(parse('town=Berlin&q=town:Paris').terms).toHaveLength(2)
  })
})

describe('values', () => {
  it.each([
    ['after=01.08.2023', 'after=2023-08-01'],
    ['after=1.8.2023', 'after=2023-08-01'],
    ['after=2023-08-01t14:03:00z', 'after=2023-08-01T14%3A03%3A00Z'],
    ['bytes=2MB-10MB', 'bytes=2000000-10000000'],
    ['exposure=1/250', 'exposure=0.004'],
    ['aperture=f/2.8', 'aperture=2.8'],
    ['focal=50mm', 'focal=50'],
    ['iso=0400-0800', 'iso=400-800'],
    ['type=JPEG', 'type=jpeg'],
    ['near=52.50,+13.4,5.0', 'near=52.5%2C13.4%2C5'],
    ['owner=Anna', 'owner=anna'],
    ['town=%20Berlin%20', 'town=Berlin'],
    ['q=ISO:400', 'iso=400'],
  ])('%s is %s', (given, canonical) => {
    expect(toQuery(parse(given)).toString()).toBe(canonical)
  })

  it.each([
    ['after=2023-02-30', /2023-02 has no day 30, it has 28/],
    ['after=31.04.2023', /no day 31, it has 30/],
    ['after=2023-13', /no month 13/],
    ['after=0000', /no year 0/],
    ['after=2023-08-01T25:00', /no such time of day/],
    ['after=2023-08-01T10:00%2B99:00', /no zone/],
    ['after=yesterday', /is not a date; write 2023/],
    ['after=2024&before=2023', /after=2024 lies behind before=2023; swap them/],
    ['iso=800-200', /wrong way round; write 200-800/],
    ['iso=abc', /not a number or a range; write iso 400/],
    ['iso=-', /not a number or a range/],
    ['iso=1-2-3', /not a number or a range/],
    ['iso=1.5', /not a whole number/],
    ['iso=99999999999', /too large/],
    ['iso=1e9', /not a number/],
    ['rating=6', /too large; at most 5/],
    ['exposure=1/0', /not a number/],
    ['bbox=1,2,3', /bbox is west,south,east,north/],
    ['bbox=0,10,1,5', /south edge 10 lies north/],
    ['bbox=0,-91,1,5', /latitude -91/],
    ['near=52.5,13.4', /near is latitude,longitude,kilometres/],
    ['near=52.5,213.4,5', /longitude 213.4/],
    ['near=52.5,13.4,0', /distance 0 km/],
    ['visibility=secret', /not one of public, private/],
    ['type=svg', /not one of jpeg/],
    ['album=1', /not the id of an album/],
    ['town=', /town: is empty/],
    ['town=a%00b', /control characters/],
    [`town=${'x'.repeat(201)}`, /too long/],
    ['twon=Berlin', /unknown parameter twon; known: q, owner/],
    ['sort=size', /sort is one of taken, added/],
    [`q=${'x'.repeat(10_000)}`, /at most 4000 characters/],
  ])('%#: %.40s is refused', (given, message) => {
    expect(refusal(() => parse(given))).toMatch(message)
  })

  it.each([['limit=0'], ['limit=501'], ['limit=x'], ['cursor='], ['count=yes']])('list: %s is refused', (given) => {
    expect(ListQuery.safeParse(Object.fromEntries(new URLSearchParams(given))).success).toBe(false)
  })
})

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
  ])('%#: %j is text', (text, terms) => {
    const parsed = parseFilterText(text)
    expect(parsed.terms).toEqual(terms)
    expect(parseFilterText(printFilterText(parsed))).toEqual(parsed)
    expect(parseFilter(new URLSearchParams({ q: text })).terms).toEqual(terms)
  })

  it.each([
    ['iso:abc', /at character 5: "abc" is not a number/],
    ['sea -iso:', /at character 10: "" is not a number/],
    ['town:', /at character 6: is empty/],
    ['(Rome iso:abc', /at character 11: "abc" is not a number/],
    ['sort:size', /at character 6: "size" is no sort; write taken/],
    [' b'.repeat(150).replace(/b/g, () => `b${Math.random()}`), /too many conditions/],
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
