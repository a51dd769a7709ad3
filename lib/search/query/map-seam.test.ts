import { describe, expect, it } from 'vitest'
import { joinOverSeam } from './map-seam'

const cell = (x: number, y: number, n: number, longitude: number, latitude = 10) => ({ x, y, n, longitude, latitude })

describe('joinOverSeam', () => {
  it('joins neighbours on both sides of the antimeridian, weighted', () => {
    const [west, east] = [cell(15, 7, 3, 179.9, 10), cell(0, 7, 1, -179.9, 14)]
    const { joined, others } = joinOverSeam([west, east, cell(3, 7, 9, -100)], { level: 4 })
    expect(joined).toEqual([{ west, east, n: 4, latitude: 11, longitude: expect.closeTo(179.95, 6) }])
    expect(others).toEqual([cell(3, 7, 9, -100)])
    const turned = joinOverSeam([cell(15, 7, 1, 179.9), cell(0, 7, 3, -179.9)], { level: 4 })
    expect(turned.joined[0]?.longitude).toBeCloseTo(-179.95, 6)
  })

  it.each([
    ['another row', [cell(15, 7, 1, 179.9), cell(0, 8, 1, -179.9)]],
    ['far from each other', [cell(15, 7, 1, 160), cell(0, 7, 1, -170)]],
    ['one side only', [cell(15, 7, 1, 179.9)]],
    ['in the middle of the map', [cell(7, 7, 1, -0.1), cell(8, 7, 1, 0.1)]],
  ])('leaves apart: %s', (_, cells) => {
    expect(joinOverSeam(cells, { level: 4 })).toEqual({ joined: [], others: cells })
  })
})
