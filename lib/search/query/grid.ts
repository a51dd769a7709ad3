import type { Box } from '../language/values'

/** A stretch of the Web-Mercator plane in cells: 2^level columns around the world; `east` and `south` are included. */
export interface CellRange {
  level: number
  /** One or, over the antimeridian, two ranges of columns. */
  columns: [number, number][]
  rows: [number, number]
}

/** The level of the cells kept in `photo_cells`. */
export const FINE_LEVEL = 16
/** The coarser level of the cells kept in `photo_groups`. */
export const COARSE_LEVEL = 10
const DEEPEST_LEVEL = 24
const CELLS_ACROSS = 64
const EDGE = 85.06

/**
 * The cells that cover a view: 64 pixels wide at tiles of 256, and never more than 64 of them across.
 * @param box what is shown
 * @param zoom Web-Mercator zoom, 0 to 22
 */
export function cellRange(box: Box, zoom: number): CellRange {
  const width = box.east >= box.west ? box.east - box.west : box.east - box.west + 360
  const height = (row(box.south) - row(box.north)) * 360
  const widest = Math.max(width, height, 1e-6)
  const level = Math.max(
    2,
    Math.min(DEEPEST_LEVEL, Math.floor(zoom) + 2, Math.floor(Math.log2((CELLS_ACROSS * 360) / widest))),
  )
  const [west, east] = [column(box.west, level), column(box.east, level)]
  const columns: [number, number][] =
    box.east >= box.west
      ? [[west, east]]
      : [
          [west, 2 ** level - 1],
          [0, east],
        ]
  return { level, columns, rows: [cellRow(box.north, level), cellRow(box.south, level)] }
}

/** The bounds of a cell in degrees. */
export function cellBounds(x: number, y: number, level: number): Box {
  const size = 2 ** level
  return {
    west: (x / size) * 360 - 180,
    east: ((x + 1) / size) * 360 - 180,
    north: latitude(y / size),
    south: latitude((y + 1) / size),
  }
}

function column(longitude: number, level: number): number {
  return clamp(Math.floor(((longitude + 180) / 360) * 2 ** level), level)
}

function cellRow(degrees: number, level: number): number {
  return clamp(Math.floor(row(degrees) * 2 ** level), level)
}

/** How far down the plane a latitude lies, 0 to 1. */
function row(degrees: number): number {
  const cut = Math.max(-EDGE, Math.min(EDGE, degrees))
  const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + (cut * Math.PI) / 360)) / (2 * Math.PI)
  return Math.max(0, Math.min(1, y))
}

function latitude(part: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * part))) * 180) / Math.PI
}

function clamp(value: number, level: number): number {
  return Math.max(0, Math.min(2 ** level - 1, value))
}
