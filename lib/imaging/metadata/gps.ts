import type { FileFields } from '@/db/schema/photos'
import { decodeAscii } from '../formats/text'
import type { TiffDirectory, TiffTag } from '../formats/tiff-directory'
import { type Axis, fraction, readCoordinate, signOfReference } from './coordinate'
import { readDate, type TakenTime } from './read-date'
import { asciiOf } from './sources'
import type { XmpFields } from './xmp'

const LATITUDE: Axis = ['N', 'S']
const LONGITUDE: Axis = ['E', 'W']

type Location = FileFields['location']

/**
 * The place in EXIF's GPS directory (EXIF 2.32, 4.6.6): null where a coordinate or its N/S, E/W is missing, is no
 * number or lies outside the earth, and for 0/0, which means "unknown".
 */
export function locationFromExif(gps: TiffDirectory): Location {
  return place(
    fromTag(gps.get(2), asciiOf(gps, 1), LATITUDE),
    fromTag(gps.get(4), asciiOf(gps, 3), LONGITUDE),
    altitude(gps.get(6)?.numbers[0], gps.get(5)?.numbers[0] ?? gps.get(5)?.bytes[0]),
  )
}

/** The place in XMP: each coordinate with its letter (ISO 16684-2), with a sign, or with its reference in a property of its own, as Apple writes it. */
export function locationFromXmp(xmp: XmpFields): Location {
  const text = (name: string) => xmp.get(`exif:${name}`)?.[0]
  const below = /^(1|below)/i.test((text('GPSAltitudeRef') ?? '').trim())
  return place(
    readCoordinate(text('GPSLatitude'), text('GPSLatitudeRef'), LATITUDE),
    readCoordinate(text('GPSLongitude'), text('GPSLongitudeRef'), LONGITUDE),
    altitude(fraction(text('GPSAltitude')), below ? 1 : 0),
  )
}

/** The satellite's time as milliseconds since 1970 from GPSDateStamp and GPSTimeStamp, or null. */
export function gpsUtc(gps: TiffDirectory): number | null {
  const stamp = (asciiOf(gps, 29) ?? '').trim()
  const day = readDate(stamp)
  if (day === null) return null
  if (!day.day) return Date.parse(`${day.local}Z`)
  const [hour, minute, second] = gps.get(7)?.numbers ?? []
  const text = asciiOf(gps, 7)?.trim()
  if (text) return parsed(readDate(`${day.local.slice(0, 10)} ${text}`))
  if (hour === undefined || minute === undefined || second === undefined) return null
  if (!(hour >= 0 && hour <= 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60)) return null
  const utc = Date.parse(`${day.local}Z`) + (hour * 3600 + minute * 60 + second) * 1000
  return Number.isFinite(utc) ? utc : null
}

/** The same in XMP, where day and time are one property. */
export function xmpGpsUtc(xmp: XmpFields): number | null {
  return parsed(readDate(xmp.get('exif:GPSTimeStamp')?.[0]))
}

function parsed(time: TakenTime | null): number | null {
  return time === null || time.day ? null : Date.parse(`${time.local}Z`) - (time.offset ?? 0) * 60_000
}

function place(latitude: number | null, longitude: number | null, high: number | null): Location {
  if (latitude === null || longitude === null) return null
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  if (latitude === 0 && longitude === 0) return null
  return { latitude, longitude, altitude: high }
}

/** Degrees, minutes, seconds as rationals, or as text, which some programs write ("52 50 34.01", "52,0000,50,0000,34,0118"). */
function fromTag(tag: TiffTag | undefined, reference: string | undefined, axis: Axis): number | null {
  if (!tag) return null
  const text = tag.type === 2 ? decodeAscii(tag.bytes).trim() : null
  const commas = text === null ? null : /^\d+,\d+,\d+,\d+,\d+,\d+/.exec(text)?.[0].split(',')
  if (text !== null && !commas && /\p{L}$/u.test(text)) return readCoordinate(text, reference, axis)
  const sign = signOfReference(reference, axis)
  if (sign === null) return null
  if (text !== null && !commas) return readCoordinate(text, reference, axis)
  const parts = commas ? [0, 2, 4].map((at) => Number(`${commas[at]}.${commas[at + 1]}`)) : tag.numbers
  const size = degrees(parts)
  // A minus says it already, as in texts.
  return size === null || size < 0 ? size : size * sign
}

function degrees(parts: number[]): number | null {
  if (parts.length === 0 || parts.length > 3) return null
  // 0/0 stands for "not given" in minutes and seconds; in the degrees it makes the whole unknown.
  const [whole = Number.NaN, minutes = 0, seconds = 0] = parts.map((part, index) =>
    index > 0 && Number.isNaN(part) ? 0 : part,
  )
  const negative = whole < 0
  // Some put the minus before each part.
  const sound = negative ? minutes * seconds >= 0 : minutes >= 0 && seconds >= 0
  const size = Math.abs(whole) + Math.abs(minutes) / 60 + Math.abs(seconds) / 3600
  const value = negative ? -size : size
  return Number.isFinite(value) && sound ? value : null
}

function altitude(value: number | undefined, below: number | undefined): number | null {
  if (value === undefined || !Number.isFinite(value) || Math.abs(value) > 100_000) return null
  return below === 1 ? -Math.abs(value) : value
}
