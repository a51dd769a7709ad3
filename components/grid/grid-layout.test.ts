import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GridMetrics, groupByKey, layoutGrid, linesBetween, neighbourTile, tileRatio } from './grid-layout'

const METRICS: GridMetrics = { width: 1000, rowHeight: 200, gap: 4, headerHeight: 40, leastDay: 120, mostRatio: 2.2 }

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
  it('stretches full rows and leaves the last one at the least height', () => {
    const { lines, height } = layoutGrid([1.5, 1.5, 1.5, 1.5], groupByKey(['a', 'a', 'a', 'a']), METRICS)
    expect(lines.map((line) => line.tiles.map((tile) => tile.index))).toEqual([[0, 1, 2], [3]])
    expect(lines[0]?.tilesHeight).toBeCloseTo((1000 - 8) / 4.5, 6)
    expect(lines[1]?.tilesHeight).toBe(200)
    expect(height).toBeCloseTo(40 + (1000 - 8) / 4.5 + 4 + 200, 6)
  })

  it.each([
    ['short days share a row', [1, 1, 1.5, 2], 'abcd', [[0, 1, 2], [3]], [[0, 1, 2], [3]]],
    [
      'a short day follows in the last row of a long one',
      [2, 2, 2, 1],
      'aaab',
      [
        [0, 1],
        [2, 3],
      ],
      [[0], [1]],
    ],
    [
      'a long day begins in the row of a short one',
      [1, 2, 2, 2],
      'abbb',
      [
        [0, 1],
        [2, 3],
      ],
      [[0, 1], []],
    ],
    [
      'days of one photo',
      [1.5, 1.5, 1.5, 1.5, 1.5, 1.5],
      'abcdef',
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
      [
        [0, 1, 2],
        [3, 4, 5],
      ],
    ],
  ])('%s: rows and the days that begin in them', (_, ratios, days, rows, headers) => {
    const { lines } = layoutGrid(ratios, groupByKey([...days]), METRICS)
    expect(lines.map((line) => line.tiles.map((tile) => tile.index))).toEqual(rows)
    expect(lines.map((line) => line.headers.map((header) => header.group))).toEqual(headers)
  })

  it('puts a date over the first photo of its day, to the end of the row', () => {
    const { lines } = layoutGrid([1.5, 1.5, 1.5, 1.5], groupByKey(['a', 'a', 'b', 'b']), METRICS)
    const wide = (1000 - 8) / 3
    expect(lines[0]?.headers).toEqual([
      { group: 0, x: 0, width: 1000 },
      { group: 1, x: expect.closeTo(2 * (wide + 4), 6), width: expect.closeTo(wide, 6) },
    ])
    expect(lines[0]).toMatchObject({ top: 0, tilesTop: 40 })
    expect(lines[1]).toMatchObject({ top: expect.closeTo(40 + wide / 1.5 + 4, 6), headers: [] })
    expect(lines[1]?.tilesTop).toBe(lines[1]?.top)
  })

  it.each([
    ['of a day: as wide as its date needs', ['a', 'b'], 40, 120],
    ['of a list without days: as it is', ['', ''], 0, 100],
  ])('a narrow first photo %s', (_, days, headerHeight, width) => {
    const { lines } = layoutGrid([0.5, 1], groupByKey(days), { ...METRICS, headerHeight })
    expect(lines[0]?.tiles[0]).toMatchObject({ x: 0, width })
  })

  it.each([
    [[1.5, 1.5], 200],
    [[1.9, 1.9], (1000 - 4) / 3.8],
  ])('a last row of %s is %s high: stretched only where little is missing', (ratios, height) => {
    const { lines } = layoutGrid(ratios, groupByKey(['a', 'a']), METRICS)
    expect(lines[0]?.tilesHeight).toBeCloseTo(height, 6)
  })

  it('cuts panoramas where the page is narrow', () => {
    const { lines } = layoutGrid([2.2, 1], groupByKey(['a', 'a']), { ...METRICS, mostRatio: 1.5 })
    expect(lines[0]?.tiles[0]?.width).toBe(300)
  })

  it('leaves rows as they are when photos come in front of them', () => {
    const ratios = [1.5, 1, 0.75, 1.5, 1.5, 1, 1.3, 0.75, 1.5, 1.2]
    const keys = [...'aabbbccdde']
    const before = layoutGrid(ratios, groupByKey(keys), METRICS)
    const after = layoutGrid([1.5, 1, 0.75, 1.5, 1.5, ...ratios], groupByKey([...'xxyyy', ...keys]), METRICS, 5)
    const rowsOf = ({ lines }: typeof before, shift: number) =>
      lines
        .map((line) => line.tiles.map((tile) => ({ ...tile, index: tile.index - shift })))
        .filter(([first]) => (first?.index ?? -1) >= 0)
    expect(rowsOf(after, 5)).toEqual(rowsOf(before, 0))
    expect(after.lines.map((line) => line.tiles.map((tile) => tile.index)).slice(0, 2)).toEqual([[0], [1, 2, 3, 4]])
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
      fc.property(
        fc.array(photo, { maxLength: 80 }),
        fc.integer({ min: 280, max: 2600 }),
        fc.nat(79),
        (photos, width, from) => {
          const metrics = { ...METRICS, width }
          const groups = groupByKey(photos.map(({ day }) => String(day)))
          const origin = photos.length > 0 ? from % photos.length : 0
          const { lines, lineOf, height } = layoutGrid(
            photos.map(({ ratio }) => ratio),
            groups,
            metrics,
            origin,
          )
          const starting = new Set(groups.map(({ first }) => first))
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
              const ratio = photos[tile.index]?.ratio ?? 0
              const shape = starting.has(tile.index) ? Math.max(ratio, 0.6) : ratio
              expect(tile.width / line.tilesHeight).toBeCloseTo(shape, 6)
            }
            expect(right).toBeLessThanOrEqual(width + 1e-6)
            if (at > 0 && at < lines.length - 1) expect(right).toBeCloseTo(width, 6)
          })
          expect(height).toBeCloseTo(Math.max(0, bottom), 6)
          expect(lines.flatMap((line) => line.headers.map((header) => header.group))).toEqual(
            groups.map((_, index) => index),
          )
        },
      ),
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
  const layout = layoutGrid([1.5, 1.5, 1.5, 1, 1, 1], groupByKey(new Array(6).fill('a')), METRICS)

  it.each([
    [0, 'ArrowLeft', 0],
    [0, 'ArrowRight', 1],
    [2, 'ArrowRight', 3],
    [5, 'ArrowRight', 5],
    [0, 'ArrowUp', 0],
    [1, 'ArrowDown', 5],
    [5, 'ArrowDown', 5],
    [3, 'ArrowUp', 0],
  ] as const)('from %s with %s to %s', (from, key, to) => {
    expect(neighbourTile(layout, from, key)).toBe(to)
  })
})
