import type { FileFields } from '@/db/schema/photos'
import { trimmed } from '../media/plain-text'

const LIMITS = { title: 1_000, description: 20_000, tags: 500, tag: 200, camera: 200 }

/**
 * File fields as Postgres can hold them: no NUL characters and no lone surrogates in texts, lengths limited, numbers
 * finite and in the range of their columns, coordinates on the globe. What does not fit is left out: a strange file
 * must not keep its photo from being shown.
 */
export function storableFields(fields: FileFields): FileFields {
  const { camera, location } = fields
  return {
    title: text(fields.title, LIMITS.title),
    description: text(fields.description, LIMITS.description),
    tags: [...new Set(fields.tags.map((tag) => text(tag, LIMITS.tag)).filter((tag) => tag !== ''))].slice(
      0,
      LIMITS.tags,
    ),
    rating: whole(fields.rating, -1, 5),
    takenLocal: time(fields.takenLocal),
    takenOffset: time(fields.takenLocal) === null ? null : whole(fields.takenOffset, -24 * 60, 24 * 60),
    ...(fields.takenBy && time(fields.takenLocal) !== null ? { takenBy: fields.takenBy } : {}),
    camera: {
      make: name(camera.make),
      model: name(camera.model),
      lens: name(camera.lens),
      iso: whole(camera.iso, 0, 2_147_483_647),
      aperture: finite(camera.aperture),
      exposure: finite(camera.exposure),
      focalLength: finite(camera.focalLength),
    },
    location:
      location === null || !within(location.latitude, 90) || !within(location.longitude, 180)
        ? null
        : {
            latitude: location.latitude,
            longitude: oneAntimeridian(location.longitude),
            altitude: finite(location.altitude),
          },
  }
}

/** Any JSON value with its texts and keys cleaned likewise. */
export function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return clean(value)
  if (Array.isArray(value)) return value.map(storableJson)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key), storableJson(inner)]))
}

function clean(value: string): string {
  return value.replace(/\0|\p{Cs}/gu, '')
}

function text(value: string, longest: number): string {
  return [...trimmed(clean(value))].slice(0, longest).join('')
}

function name(value: string | null): string | null {
  return value === null ? null : text(value, LIMITS.camera) || null
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}

function whole(value: number | null, least: number, most: number): number | null {
  if (value === null || !Number.isFinite(value)) return null
  const rounded = Math.round(value)
  return rounded >= least && rounded <= most ? rounded : null
}

function within(degrees: number, most: number): boolean {
  return Number.isFinite(degrees) && Math.abs(degrees) <= most
}

/** 180° and -180° are one place: kept as one, or it stands twice on the map. */
export function oneAntimeridian(longitude: number): number {
  return longitude === 180 ? -180 : longitude
}

const LOCAL_TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(\.\d+)?$/

/** A local time that exists in the calendar, else null. */
function time(value: string | null): string | null {
  const parts = value === null ? null : LOCAL_TIME.exec(value)
  if (!parts || parts[1] === '0000') return null
  const date = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`)
  const [day, hours] = [Number(parts[3]), Number(parts[4])]
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === day && date.getUTCHours() === hours ? value : null
}
