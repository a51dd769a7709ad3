import { describe, expect, it } from 'vitest'
import { locate } from './locate'

const points: [string, number, number, Awaited<ReturnType<typeof locate>>][] = [
  ['Berlin', 52.52, 13.405, { town: 'Berlin', region: 'State of Berlin', country: 'Germany', countryCode: 'DE' }],
  [
    'a suburb of Berlin',
    52.45,
    13.57,
    { town: 'Berlin', region: 'State of Berlin', country: 'Germany', countryCode: 'DE' },
  ],
  [
    'Sydney',
    -33.8568,
    151.2153,
    { town: 'Sydney', region: 'New South Wales', country: 'Australia', countryCode: 'AU' },
  ],
  [
    'Eiffel Tower',
    48.85837,
    2.294481,
    { town: 'Paris', region: 'Île-de-France', country: 'France', countryCode: 'FR' },
  ],
  ['Kathmandu', 27.694, 85.285, { town: 'Kathmandu', region: 'Bagmati Province', country: 'Nepal', countryCode: 'NP' }],
  [
    'Reykjavik',
    64.1412,
    -21.943,
    { town: 'Reykjavík', region: 'Capital Region', country: 'Iceland', countryCode: 'IS' },
  ],
  ['Auckland', -36.8544, 174.7554, { town: 'Auckland', region: 'Auckland', country: 'New Zealand', countryCode: 'NZ' }],
  [
    'New York',
    40.7127,
    -74.006,
    { town: 'New York City', region: 'New York', country: 'United States', countryCode: 'US' },
  ],
  [
    'Hong Kong',
    22.3,
    114.17,
    { town: 'Hong Kong', region: 'Central and Western', country: 'Hong Kong', countryCode: 'HK' },
  ],
  [
    'Konstanz, not its Swiss neighbour',
    47.66,
    9.175,
    { town: 'Konstanz', region: 'Baden-Wurttemberg', country: 'Germany', countryCode: 'DE' },
  ],
  ['Fiji, east of the antimeridian', -16.8, -179.99, { town: null, region: null, country: 'Fiji', countryCode: 'FJ' }],
  ['Fiji, west of it', -16.8, 179.99, { town: null, region: null, country: 'Fiji', countryCode: 'FJ' }],
  ['0/0 in the sea', 0, 0, null],
  ['North Pole', 90, 0, null],
  ['South Pole', -90, 0, { town: null, region: null, country: 'Antarctica', countryCode: 'AQ' }],
  ['not on earth', 91, 0, null],
  ['no number', Number.NaN, 0, null],
]

describe('locate', () => {
  it.each(points)('%s', async (_name, latitude, longitude, expected) => {
    expect(await locate(latitude, longitude)).toEqual(expected)
  })
})
