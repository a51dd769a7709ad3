import type { CellRange } from './grid'

export interface SeamCell {
  x: number
  y: number
  n: number
  latitude: number
  longitude: number
}

/** Two cells on both sides of the antimeridian that are one cluster on the map. */
export interface Joined<T extends SeamCell> {
  west: T
  east: T
  n: number
  latitude: number
  longitude: number
}

/**
 * Finds neighbours that only the antimeridian parts: the cells of the last and of the first column whose photos lie nearer to each other than
 * a cell is wide. Everywhere else two such heaps would share a cell or stand a cell apart.
 * @param cells of one view, at most one for each column and row
 * @returns what is joined, and the cells that stay as they are
 */
export function joinOverSeam<T extends SeamCell>(
  cells: T[],
  { level }: Pick<CellRange, 'level'>,
): { joined: Joined<T>[]; others: T[] } {
  const last = 2 ** level - 1
  const firsts = new Map(cells.filter(({ x }) => x === 0).map((cell) => [cell.y, cell]))
  const joined = cells.flatMap((west) => {
    const east = west.x === last ? firsts.get(west.y) : undefined
    return east && east.longitude + 360 - west.longitude < 360 / 2 ** level ? [join(west, east)] : []
  })
  const taken = new Set<T>(joined.flatMap(({ west, east }) => [west, east]))
  return { joined, others: cells.filter((cell) => !taken.has(cell)) }
}

/** @param west the cell at 180°, @param east the one at -180° */
function join<T extends SeamCell>(west: T, east: T): Joined<T> {
  const n = west.n + east.n
  const longitude = (west.longitude * west.n + (east.longitude + 360) * east.n) / n
  return {
    west,
    east,
    n,
    latitude: (west.latitude * west.n + east.latitude * east.n) / n,
    longitude: longitude >= 180 ? longitude - 360 : longitude,
  }
}
