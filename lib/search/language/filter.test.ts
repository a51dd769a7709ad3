import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../errors/app-error'
import { arbitraryFilter, SAMPLES } from '../testing/arbitrary-filter'
import { refusal } from '../testing/refusal'
import { FilterQuery, filterOf, ListQuery, parseFilter, toQuery } from './filter'
import { parseFilterText, printFilterText } from './query-language'
import { CONDITION_KEYS, CONDITIONS } from './vocabulary'

const parse = (query: string) => parseFilter(new URLSearchParams(query))
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
