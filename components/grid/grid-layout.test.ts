import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GridMetrics, groupByKey, layoutGrid, linesBetween, neighbourTile, tileRatio } from './grid-layout'

const METRICS: GridMetrics = { width: 1000, rowHeight: 200, gap: 4, groupGap: 24, lineGap: 20, headerHeight: 40 }

describe('tileRatio', () => {
  it.each([
    [4000, 3000, 1.333],
    [3000, 4000, 0.75],
    [12000, 1000, 2.2],
    [100, 4000, 0.5],
    [null, null, 1],
    [0, 10, 1],
  ])('%s × %s is drawn as %s', (width, height, ratio) => {
    expect(tileRatio(width, height)).toBe(ratio)
  })
})

describe('layoutGrid', () => {
  it('stretches full rows and leaves the last row of a day at the least height', () => {
    const { lines, height } = layoutGrid([1.5, 1.5, 1.5, 1.5], groupByKey(['a', 'a', 'a', 'a']), METRICS)
    expect(lines.map((line) => line.tiles.map((tile) => tile.index))).toEqual([[0, 1, 2], [3]])
    expect(lines[0]?.tilesHeight).toBeCloseTo((1000 - 8) / 4.5, 6)
    expect(lines[1]?.tilesHeight).toBe(200)
    expect(height).toBeCloseTo(40 + (1000 - 8) / 4.5 + 4 + 200, 6)
  })

  it('leaves room for the date over a narrow photo that is alone on its day', () => {
    const { lines } = layoutGrid([0.5, 1], groupByKey(['a', 'b']), METRICS)
    expect(lines[0]?.headers).toEqual([
      { group: 0, x: 0, width: 156 },
      { group: 1, x: 180, width: 200 },
    ])
    expect(lines[0]?.tiles[0]).toMatchObject({ x: 0, width: 100 })
  })

  it('lets small days share a line, each under its own header', () => {
    const { lines } = layoutGrid([1, 1, 1.5, 2], groupByKey(['a', 'b', 'c', 'd']), METRICS)
    expect(lines).toHaveLength(2)
    expect(lines[0]?.headers).toEqual([
      { group: 0, x: 0, width: 200 },
      { group: 1, x: 224, width: 200 },
      { group: 2, x: 448, width: 300 },
    ])
    expect(lines[1]?.top).toBe(40 + 200 + 20)
    expect(lines[1]?.headers).toEqual([{ group: 3, x: 0, width: 400 }])
  })

  it('never lets a small day join the last row of a big one', () => {
    const { lines } = layoutGrid([2, 2, 2, 1], groupByKey(['a', 'a', 'a', 'b']), METRICS)
    expect(lines.map((line) => line.tiles.map((tile) => tile.index))).toEqual([[0, 1], [2], [3]])
  })

  it('shrinks a lone tile that is wider than the page', () => {
    const { lines } = layoutGrid([2.2], groupByKey(['a']), { ...METRICS, width: 320 })
    expect(lines[0]?.tiles[0]?.width).toBeCloseTo(320, 6)
    expect(lines[0]?.tilesHeight).toBeCloseTo(320 / 2.2, 6)
  })

  it('has nothing to show for no photos', () => {
    expect(layoutGrid([], [], METRICS)).toMatchObject({ lines: [], height: 0 })
  })

  it('holds for any shapes and days: all placed once, in order, inside the width, nothing overlapping', () => {
    const photo = fc.record({
      ratio: fc.double({ min: 0.5, max: 2.2, noNaN: true }),
      day: fc.integer({ min: 0, max: 3 }),
    })
    fc.assert(
      fc.property(fc.array(photo, { maxLength: 80 }), fc.integer({ min: 280, max: 2600 }), (photos, width) => {
        const metrics = { ...METRICS, width }
        const groups = groupByKey(photos.map(({ day }) => String(day)))
        const { lines, lineOf, height } = layoutGrid(
          photos.map(({ ratio }) => ratio),
          groups,
          metrics,
        )
        expect(lines.flatMap((line) => line.tiles.map((tile) => tile.index))).toEqual(photos.map((_, index) => index))
        let bottom = -1
        lines.forEach((line, at) => {
          expect(line.top).toBeGreaterThan(bottom)
          bottom = line.top + line.height
          let right = -1
          for (const tile of line.tiles) {
            expect(lineOf[tile.index]).toBe(at)
            expect(tile.x).toBeGreaterThan(right)
            right = tile.x + tile.width
            expect(tile.width / line.tilesHeight).toBeCloseTo(photos[tile.index]?.ratio ?? 0, 6)
          }
          expect(right).toBeLessThanOrEqual(width + 1e-6)
        })
        expect(height).toBeCloseTo(Math.max(0, bottom), 6)
        expect(lines.flatMap((line) => line.headers.map((header) => header.group))).toEqual(
          groups.map((_, index) => index),
        )
      }),
    )
  })
})

describe('linesBetween', () => {
  const { lines } = layoutGrid(new Array(100).fill(1.5), groupByKey(new Array(100).fill('a')), METRICS)

  it('finds exactly the lines that touch the view', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 9000 }), fc.integer({ min: 0, max: 2000 }), (from, size) => {
        const touching = lines.flatMap((line, at) =>
          line.top + line.height >= from && line.top <= from + size ? [at] : [],
        )
        const { first, end } = linesBetween(lines, from, from + size)
        expect(Array.from({ length: end - first }, (_, at) => first + at)).toEqual(touching)
      }),
    )
  })
})

describe('neighbourTile', () => {
  const layout = layoutGrid([1.5, 1.5, 1.5, 1, 1, 1, 1], groupByKey(new Array(7).fill('a')), METRICS)

  it.each([
    [0, 'ArrowLeft', 0],
    [0, 'ArrowRight', 1],
    [2, 'ArrowRight', 3],
    [6, 'ArrowRight', 6],
    [0, 'ArrowUp', 0],
    [1, 'ArrowDown', 5],
    [6, 'ArrowDown', 6],
    [3, 'ArrowUp', 0],
  ] as const)('from %s with %s to %s', (from, key, to) => {
    expect(neighbourTile(layout, from, key)).toBe(to)
  })
})
