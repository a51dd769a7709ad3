import { describe, expect, it } from 'vitest'
import { boxAround, boxCorners, boxParameter, printPlace, readPlace } from './map-box'
import { shortCount } from './photo-markers'
import { unwrapRing } from './unwrap'

describe('boxParameter', () => {
  it.each([
    [{ west: 5, south: 47, east: 15, north: 55 }, '5,47,15,55'],
    [{ west: 170, south: -20, east: 190, north: 0 }, '170,-20,-170,0'],
    [{ west: -200, south: -95, east: 190, north: 95 }, '-180,-90,180,90'],
    [{ west: 365, south: 1, east: 375, north: 2 }, '5,1,15,2'],
    [{ west: 90, south: 0, east: 180, north: 10 }, '90,0,180,10'],
  ])('%j is %s', (box, expected) => expect(boxParameter(box)).toBe(expected))
})

describe('boxAround', () => {
  it.each<[string, [number, number][], [[number, number], [number, number]] | null]>([
    ['nothing', [], null],
    [
      'one point',
      [[13, 52]],
      [
        [13, 52],
        [13, 52],
      ],
    ],
    [
      'Europe',
      [
        [13, 52],
        [-9, 38],
        [2, 48],
      ],
      [
        [-9, 38],
        [13, 52],
      ],
    ],
    [
      'Fiji and Samoa, over the antimeridian',
      [
        [178, -18],
        [-172, -13],
      ],
      [
        [178, -18],
        [188, -13],
      ],
    ],
    [
      'all round',
      [
        [-120, 0],
        [0, 0],
        [120, 0],
      ],
      [
        [-120, 0],
        [120, 0],
      ],
    ],
  ])('%s', (_, points, expected) => expect(boxAround(points)).toEqual(expected))
})

describe('boxCorners', () => {
  it('goes on eastward over the antimeridian', () => {
    expect(boxCorners('170,-20,-170,0')).toEqual([
      [170, -20],
      [190, 0],
    ])
    expect(boxCorners('5,47,15,55')).toEqual([
      [5, 47],
      [15, 55],
    ])
  })
})

describe('a place in the address', () => {
  it('is read as it was written', () => {
    const place = { zoom: 4.25, latitude: -52.5, longitude: 13.37 }
    expect(readPlace(printPlace(place))).toEqual(place)
    expect(readPlace(printPlace({ ...place, longitude: 373.37 }))).toEqual(place)
  })
  it.each(['', '#', '#content', '#4/91/0', '#4/0/181', '#99/0/0', '#4/0'])('%j is none', (hash) =>
    expect(readPlace(hash)).toBeNull(),
  )
})

describe('shortCount', () => {
  it.each([
    [7, '7'],
    [999, '999'],
    [1000, '1k'],
    [1234, '1.2k'],
    [45_678, '46k'],
    [999_499, '999k'],
    [999_500, '1M'],
    [2_100_000, '2.1M'],
  ])('%i is %s', (count, expected) => expect(shortCount(count)).toBe(expected))
})

describe('unwrapRing', () => {
  it.each<[string, [number, number][], [number, number][]]>([
    [
      'a ring at home stays',
      [
        [10, 0],
        [20, 0],
        [20, 5],
        [10, 0],
      ],
      [
        [10, 0],
        [20, 0],
        [20, 5],
        [10, 0],
      ],
    ],
    [
      'one over the antimeridian runs on',
      [
        [170, 60],
        [-170, 60],
        [-170, 70],
        [170, 70],
        [170, 60],
      ],
      [
        [170, 60],
        [190, 60],
        [190, 70],
        [170, 70],
        [170, 60],
      ],
    ],
    [
      'one round the pole is closed along it',
      [
        [-180, -70],
        [-60, -75],
        [60, -70],
        [179, -72],
        [-180, -70],
      ],
      [
        [-180, -70],
        [-60, -75],
        [60, -70],
        [179, -72],
        [180, -70],
        [180, -90],
        [-180, -90],
        [-180, -70],
      ],
    ],
  ])('%s', (_, ring, expected) => expect(unwrapRing(ring)).toEqual(expected))
})
