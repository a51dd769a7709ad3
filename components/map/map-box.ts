/** Degrees; `west` > `east` when the box lies over the antimeridian. */
export interface Box {
  west: number
  south: number
  east: number
  north: number
}

/**
 * What of an unwrapped view (longitudes may leave ±180 while the map is dragged round the world) the API is asked for.
 * @returns the `bbox` parameter `west,south,east,north`
 */
export function boxParameter({ west, south, east, north }: Box): string {
  const all = east - west >= 360
  const [left, right] = all ? [-180, 180] : [wrap(west), wrap(east)]
  return [left, Math.max(-90, south), right, Math.min(90, north)].map((value) => Number(value.toFixed(5))).join(',')
}

/** The corners of a `bbox` parameter for the map, east of the antimeridian beyond 180. */
export function boxCorners(parameter: string): [[number, number], [number, number]] {
  const [west = 0, south = 0, east = 0, north = 0] = parameter.split(',').map(Number)
  return [
    [west, south],
    [east < west ? east + 360 : east, north],
  ]
}

/** The smallest box round points [longitude, latitude], over the antimeridian where that is shorter; null for none. */
export function boxAround(points: readonly (readonly [number, number])[]): [[number, number], [number, number]] | null {
  if (points.length === 0) return null
  const around = points.map(([longitude]) => longitude).sort((a, b) => a - b)
  const first = around[0] as number
  let widest = first + 360 - (around.at(-1) as number)
  let west = first
  for (const [at, longitude] of around.entries()) {
    const gap = longitude - (around[at - 1] ?? longitude)
    if (gap <= widest) continue
    widest = gap
    west = longitude
  }
  const latitudes = points.map(([, latitude]) => latitude)
  return [
    [west, Math.min(...latitudes)],
    [west + 360 - widest, Math.max(...latitudes)],
  ]
}

/** Where the map looks, as it stands behind the `#` of the address: zoom, latitude, longitude. */
export interface MapPlace {
  zoom: number
  latitude: number
  longitude: number
}

/** The fragment of an address that says what the map shows. */
export function printPlace({ zoom, latitude, longitude }: MapPlace): string {
  return `#${Number(zoom.toFixed(2))}/${latitude.toFixed(5)}/${wrap(longitude).toFixed(5)}`
}

/** @returns null for anything that is not such a place on the globe */
export function readPlace(hash: string): MapPlace | null {
  const parts = /^#(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(hash)
  if (!parts) return null
  const [zoom, latitude, longitude] = parts.slice(1).map(Number) as [number, number, number]
  return zoom <= 22 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { zoom, latitude, longitude } : null
}

function wrap(longitude: number): number {
  const turned = ((((longitude + 180) % 360) + 360) % 360) - 180
  return turned === -180 && longitude > 0 ? 180 : turned
}
