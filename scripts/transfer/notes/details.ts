import type { UpdatePhoto } from '@/lib/photos/edit-contract'
import type { RemotePhoto } from '../remote'

/** What lies beside a picture says of it. Only what is said is there. */
export interface Details {
  title?: string
  description?: string
  tags?: string[]
  rating?: number
  /** With its offset, or without where that is not known. */
  takenAt?: string
  /** Milliseconds since 1970, from somebody who knows the moment and not the zone: the file's own time is better where they agree. */
  takenInstant?: number
  location?: { latitude: number; longitude: number; altitude: number | null }
  /** The location may be a guess, such as one of a phone's history: it does not replace one nearby. */
  locationIsLoose?: boolean
  place?: { town: string | null; region: string | null; country: string | null; countryCode: string | null }
  favourite?: boolean
}

/** Zones reach from -12 to +14 hours: further away it is another moment. */
const ZONES_MS = 26 * 3_600_000
/** About a hundred metres. */
const NEAR_DEGREES = 0.001

/** The first that says something is believed. */
export function mergeDetails(all: Details[]): Details {
  const merged: Details = {}
  for (const one of all) {
    const { takenAt, takenInstant, ...rest } = one
    const dated = merged.takenAt !== undefined || merged.takenInstant !== undefined
    const { locationIsLoose, ...placed } = rest
    Object.assign(merged, { ...placed, ...(locationIsLoose && !merged.location ? { locationIsLoose } : {}), ...merged })
    if (!dated && takenAt !== undefined) merged.takenAt = takenAt
    else if (!dated && takenInstant !== undefined) merged.takenInstant = takenInstant
  }
  return merged
}

/**
 * What has to be changed of a photo so that it has these details. What a person has set in the library stays: so the same
 * details may be given again and again, and nothing done since is lost.
 * @returns null where nothing is to be changed
 */
export function patchFor(photo: RemotePhoto, details: Details): UpdatePhoto | null {
  const { favourite, locationIsLoose, takenInstant, ...fields } = details
  const wanted: UpdatePhoto = { ...fields, ...takenPatch(photo, takenInstant) }
  if (locationIsLoose && isNear(photo.location, details.location)) delete wanted.location
  const set = new Set(photo.edited ?? [])
  // A guess is no date: what says the same makes a fact of it.
  const now: Record<string, unknown> = { ...photo, takenAt: photo.takenAtGuessed ? null : photo.takenAt }
  const entries = Object.entries(wanted).filter(([field, value]) => !set.has(field) && !isSame(now[field], value))
  // A heart is only given, never taken.
  if (favourite && !photo.favourite) entries.push(['favourite', true])
  return entries.length === 0 ? null : (Object.fromEntries(entries) as UpdatePhoto)
}

function takenPatch(photo: RemotePhoto, instant: number | undefined): { takenAt?: string } {
  if (instant === undefined) return {}
  const takenAt = new Date(instant).toISOString().replace('.000Z', 'Z')
  if (photo.takenAt === null || photo.takenAtGuessed) return { takenAt }
  const zoned = /(Z|[+-]\d\d:\d\d)$/.test(photo.takenAt)
  const own = Date.parse(zoned ? photo.takenAt : `${photo.takenAt}Z`)
  return Math.abs(own - instant) > ZONES_MS ? { takenAt } : {}
}

function isNear(a: RemotePhoto['location'], b: Details['location']): boolean {
  if (!a || !b) return false
  return Math.abs(a.latitude - b.latitude) < NEAR_DEGREES && Math.abs(a.longitude - b.longitude) < NEAR_DEGREES
}

/** Whether two values of a field mean the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => one === b[at])
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
    const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].every(
      (key) => (left[key] ?? null) === (right[key] ?? null),
    )
  }
  return a === b
}
