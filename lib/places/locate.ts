import type { City } from './cities'
import { countryName, gazetteer } from './gazetteer'

/** Where a point lies, in English. */
export interface PlaceNames {
  town: string | null
  region: string | null
  country: string | null
  /** ISO 3166-1 alpha-2, of the territory where it has its own (GF, HK, PR). */
  countryCode: string | null
}

/** To be shown wherever place names are: the licence asks for it. */
export const PLACES_ATTRIBUTION = 'Place names: GeoNames (geonames.org), CC BY 4.0'

const NEAREST = 12
const WITHIN_KM = 40
const EARTH_RADIUS_KM = 6371

/**
 * The town, region and country of a point, offline. Of the nearest towns within 40 km the one that draws most wins:
 * its size counts against its distance, so a suburb's photos are filed under the city people would name.
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @returns null where there is no country and no town (the open sea, the poles)
 */
export async function locate(latitude: number, longitude: number): Promise<PlaceNames | null> {
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude) || Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    return null
  const { cities, regions, countryAt } = await gazetteer()
  const country = countryAt(longitude, latitude)
  const near = cities.near(latitude, longitude, NEAREST, WITHIN_KM)
  // Over a border the bigger town does not draw; where the outline says nothing (at sea) every town counts.
  const inCountry = near.filter((city) => country === null || city.countryCode === country.code)
  const town = strongest(inCountry, latitude, longitude)
  if (!town && !country) return null
  return {
    town: town?.name ?? null,
    region: town ? (regions.get(`${town.countryCode}.${town.regionCode}`) ?? null) : null,
    country: country?.name ?? (town ? countryName(town.countryCode) : null),
    countryCode: country?.code ?? town?.countryCode ?? null,
  }
}

function strongest(towns: City[], latitude: number, longitude: number): City | undefined {
  const pull = (city: City) => Math.sqrt(city.population + 500) / (distance(city, latitude, longitude) + 2)
  return towns.reduce<City | undefined>((best, city) => (best && pull(best) >= pull(city) ? best : city), undefined)
}

/** Kilometres along the great circle (haversine). */
function distance(city: City, latitude: number, longitude: number): number {
  const radians = Math.PI / 180
  const high = Math.sin(((city.latitude - latitude) * radians) / 2) ** 2
  const wide = Math.sin(((city.longitude - longitude) * radians) / 2) ** 2
  const share = high + Math.cos(city.latitude * radians) * Math.cos(latitude * radians) * wide
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, share)))
}
