import { Cities } from './cities'

/** Name, degrees east, degrees north, inhabitants. */
export type LargeTown = [name: string, longitude: number, latitude: number, population: number]

/** Fewer inhabitants, and a town is not on the map. */
const INHABITANTS = 40_000

let loading: Promise<LargeTown[]> | undefined

/** The larger towns of the world for the names on the map, the largest first (GeoNames, CC BY 4.0; see locate.ts). */
export function largeTowns(): Promise<LargeTown[]> {
  loading ??= load().catch((error) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(): Promise<LargeTown[]> {
  const cities = await Cities.load()
  const round = (degrees: number) => Math.round(degrees * 1e3) / 1e3
  return cities
    .above(INHABITANTS)
    .sort((a, b) => b.population - a.population)
    .map(({ name, longitude, latitude, population }) => [name, round(longitude), round(latitude), population])
}
