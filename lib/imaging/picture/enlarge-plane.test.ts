import { describe, expect, it } from 'vitest'
import { enlargedRows } from './enlarge-plane'
import type { Plane } from './plane'
import type { Size } from './sizes'

const part = (width: number, height: number, left = 0, top = 0) => ({ left, top, width, height })

function enlargePlane(plane: Plane, shown: ReturnType<typeof part>, size: Size): Plane['data'] {
  const rows = enlargedRows(plane, shown, size)
  const values = Array.from({ length: size.height }, (_, y) => [...rows(y)]).flat()
  return plane.data instanceof Uint16Array ? Uint16Array.from(values) : Uint8Array.from(values)
}

/** What a value is by the book: the four around its centre, by their nearness. */
function exact(values: number[][], width: number, height: number): number[] {
  const [rows, columns] = [values.length, values[0]?.length ?? 0]
  const place = (at: number, from: number, to: number) =>
    Math.max(0, Math.min(from - 1, ((at + 0.5) * from) / to - 0.5))
  return Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [place(at % width, columns, width), place(Math.floor(at / width), rows, height)]
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const value = (row: number, column: number) =>
      values[Math.min(rows - 1, row)]?.[Math.min(columns - 1, column)] as number
    const upper = value(top, left) * (1 - x + left) + value(top, left + 1) * (x - left)
    const lower = value(top + 1, left) * (1 - x + left) + value(top + 1, left + 1) * (x - left)
    return upper * (1 - y + top) + lower * (y - top)
  })
}

describe('a plane is enlarged', () => {
  const rows = (width: number, height: number, most: number) =>
    Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (_, x) => ((x * 7919 + y * 104729) * 31) % (most + 1)),
    )

  it.each([
    [7, 5, 14, 10, 255],
    [63, 31, 64, 32, 255],
    [9, 4, 18, 4, 1023],
    [3, 3, 5, 4, 65_535],
    [1, 1, 2, 2, 65_535],
  ])('%i × %i to %i × %i, values up to %i', (width, height, wide, high, most) => {
    const values = rows(width, height, most)
    const data = most > 255 ? Uint16Array.from(values.flat()) : Uint8Array.from(values.flat())
    const found = enlargePlane({ data, width, height }, part(width, height), { width: wide, height: high })
    // Weights of seven and eight bits.
    const room = 0.5 + most / 128
    for (const [at, value] of exact(values, wide, high).entries())
      expect(Math.abs((found[at] as number) - value)).toBeLessThanOrEqual(room)
  })

  it('a part of it as if there were nothing else', () => {
    const data = Uint8Array.from(rows(8, 6, 255).flat())
    const cut = rows(8, 6, 255)
      .slice(1, 4)
      .map((row) => row.slice(2, 6))
    const alone = { data: Uint8Array.from(cut.flat()), width: 4, height: 3 }
    const size = { width: 8, height: 6 }
    expect(enlargePlane({ data, width: 8, height: 6 }, part(4, 3, 2, 1), size)).toEqual(
      enlargePlane(alone, part(4, 3), size),
    )
  })

  it('white stays white, and nothing is changed where nothing is enlarged', () => {
    const white = new Uint16Array(12).fill(65_535)
    expect(new Set(enlargePlane({ data: white, width: 4, height: 3 }, part(4, 3), { width: 8, height: 6 }))).toEqual(
      new Set([65_535]),
    )
    const data = Uint8Array.from(rows(4, 3, 255).flat())
    expect(enlargePlane({ data, width: 4, height: 3 }, part(4, 3), { width: 4, height: 3 })).toEqual(data)
  })
})
