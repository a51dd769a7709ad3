import type { Feature, FeatureCollection, Geometry, Point, Position } from 'geojson'

/** One point for the name of each country, in the middle of its largest piece, instead of a name on every island. */
export function countryNames<P>(shapes: FeatureCollection<Geometry, P>): FeatureCollection<Point, P> {
  return {
    type: 'FeatureCollection',
    features: shapes.features.flatMap(({ geometry, properties }): Feature<Point, P>[] => {
      const pieces = outlines(geometry).map(middleOf)
      const largest = pieces.reduce((best, piece) => (piece.area > best.area ? piece : best), { area: 0, at: [0, 0] })
      return largest.area > 0
        ? [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: largest.at } }]
        : []
    }),
  }
}

function outlines(geometry: Geometry): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates.slice(0, 1)
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flatMap((rings) => rings.slice(0, 1)) : []
}

/** Area (in square degrees, which is enough to compare) and centre of mass of a closed ring. */
function middleOf(ring: Position[]): { area: number; at: Position } {
  let [area, x, y] = [0, 0, 0]
  for (const [at, [x2 = 0, y2 = 0]] of ring.entries()) {
    const [x1 = 0, y1 = 0] = ring[at - 1] ?? [x2, y2]
    const cross = x1 * y2 - x2 * y1
    area += cross / 2
    x += ((x1 + x2) * cross) / 6
    y += ((y1 + y2) * cross) / 6
  }
  return area === 0 ? { area: 0, at: [0, 0] } : { area: Math.abs(area), at: [x / area, y / area] }
}
