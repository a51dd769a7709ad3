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

function wrap(longitude: number): number {
  const turned = ((((longitude + 180) % 360) + 360) % 360) - 180
  return turned === -180 && longitude > 0 ? 180 : turned
}
