import type { Feature, FeatureCollection, Geometry, Position } from 'geojson'

/**
 * Country shapes whose rings run on over the antimeridian (179°, 181°) instead of jumping across the whole map (179°, −179°). A ring
 * round a pole (Antarctica) is closed along the pole.
 */
export function unwrapShapes<P>(shapes: FeatureCollection<Geometry, P>): FeatureCollection<Geometry, P> {
  return {
    ...shapes,
    features: shapes.features.map(
      (shape): Feature<Geometry, P> => ({ ...shape, geometry: unwrapGeometry(shape.geometry) }),
    ),
  }
}

function unwrapGeometry(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: geometry.coordinates.map(unwrapRing) }
  if (geometry.type !== 'MultiPolygon') return geometry
  return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(unwrapRing)) }
}

/** @param ring closed: its last position is its first */
export function unwrapRing(ring: Position[]): Position[] {
  let turn = 0
  let before: number | undefined
  const unwrapped = ring.map(([longitude = 0, latitude = 0]): Position => {
    if (before !== undefined && longitude - before > 180) turn -= 360
    if (before !== undefined && longitude - before < -180) turn += 360
    before = longitude
    return [longitude + turn, latitude]
  })
  const [first, last] = [unwrapped[0], unwrapped.at(-1)]
  if (!first || !last || Math.abs((last[0] ?? 0) - (first[0] ?? 0)) < 180) return unwrapped
  const pole = ring.reduce((sum, [, latitude = 0]) => sum + latitude, 0) < 0 ? -90 : 90
  return [...unwrapped, [last[0] ?? 0, pole], [first[0] ?? 0, pole], first]
}
