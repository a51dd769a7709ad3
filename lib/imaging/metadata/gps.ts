import type { FileFields } from '@/db/schema/photos'
import { decodeAscii } from '../formats/text'
import type { TiffDirectory, TiffTag } from '../formats/tiff-directory'
import type { XmpFields } from './xmp'

type Location = FileFields['location']

/**
 * The place in EXIF's GPS directory (EXIF 2.32, 4.6.6): null where a coordinate or its N/S, E/W is missing, is no
 * number or lies outside the earth, and for 0/0, which means "unknown".
 */
export function locationFromExif(gps: TiffDirectory): Location {
  return place(
    signed(degrees(gps.get(2)), reference(gps.get(1), 'N', 'S')),
    signed(degrees(gps.get(4)), reference(gps.get(3), 'E', 'W')),
    altitude(gps.get(6)?.numbers[0], gps.get(5)?.numbers[0] ?? gps.get(5)?.bytes[0]),
  )
}

/** The place in XMP (`exif:GPSLatitude` as "48,51.5022N", ISO 16684-2, or as a decimal number). */
export function locationFromXmp(xmp: XmpFields): Location {
  const high = fraction(xmp.get('exif:GPSAltitude')?.[0])
  return place(
    coordinate(xmp.get('exif:GPSLatitude')?.[0], 'N', 'S'),
    coordinate(xmp.get('exif:GPSLongitude')?.[0], 'E', 'W'),
    altitude(high, xmp.get('exif:GPSAltitudeRef')?.[0] === '1' ? 1 : 0),
  )
}

/** The satellite's time as milliseconds since 1970 from GPSDateStamp and GPSTimeStamp, or null. */
export function gpsUtc(gps: TiffDirectory): number | null {
  const date = /^(\d{4}):(\d\d):(\d\d)$/.exec(
    gps.get(29) ? decodeAscii(gps.get(29)?.bytes ?? new Uint8Array()).trim() : '',
  )
  const [hour, minute, second] = gps.get(7)?.numbers ?? []
  if (!date || hour === undefined || minute === undefined || second === undefined) return null
  const utc = Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3]), hour, minute, second)
  return Number.isFinite(utc) ? utc : null
}

function place(latitude: number | null, longitude: number | null, high: number | null): Location {
  if (latitude === null || longitude === null) return null
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  if (latitude === 0 && longitude === 0) return null
  return { latitude, longitude, altitude: high }
}

/** Degrees, minutes, seconds as rationals, or as text, which some programs write ("52 50 34.01", "52,0000,50,0000,34,0118"). */
function degrees(tag: TiffTag | undefined): number | null {
  if (!tag) return null
  const parts = tag.type === 2 ? degreesInText(decodeAscii(tag.bytes)) : tag.numbers
  if (parts.length === 0 || parts.length > 3) return null
  // 0/0 stands for "not given" in minutes and seconds; in the degrees it makes the whole unknown.
  const [whole = Number.NaN, minutes = 0, seconds = 0] = parts.map((part, index) =>
    index > 0 && Number.isNaN(part) ? 0 : part,
  )
  const value = whole + minutes / 60 + seconds / 3600
  return Number.isFinite(value) && minutes >= 0 && seconds >= 0 ? value : null
}

function degreesInText(text: string): number[] {
  const commaDecimals = /^\d+,\d+,\d+,\d+,\d+,\d+/.exec(text.trim())?.[0]
  if (!commaDecimals)
    return text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number)
  const digits = commaDecimals.split(',')
  return [0, 2, 4].map((at) => Number(`${digits[at]}.${digits[at + 1]}`))
}

function reference(tag: TiffTag | undefined, positive: string, negative: string): number | null {
  const letter = tag ? decodeAscii(tag.bytes).trim().toUpperCase().charAt(0) : ''
  if (letter === positive) return 1
  return letter === negative ? -1 : null
}

function signed(value: number | null, sign: number | null): number | null {
  return value === null || sign === null ? null : value * sign
}

function coordinate(value: string | undefined, positive: string, negative: string): number | null {
  const text = (value ?? '').trim()
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text)
  const match = /^(\d+(?:\.\d+)?)(?:[, ]\s*(\d+(?:\.\d+)?)(?:[, ]\s*(\d+(?:\.\d+)?))?)?\s*([A-Z])$/i.exec(text)
  if (!match) return null
  const letter = (match[4] ?? '').toUpperCase()
  if (letter !== positive && letter !== negative) return null
  const size = Number(match[1]) + Number(match[2] ?? 0) / 60 + Number(match[3] ?? 0) / 3600
  return letter === negative ? -size : size
}

function altitude(value: number | undefined, below: number | undefined): number | null {
  if (value === undefined || !Number.isFinite(value) || Math.abs(value) > 100_000) return null
  return below === 1 ? -Math.abs(value) : value
}

/** "1483900/1000" or "1483.9"; undefined where it is neither. */
export function fraction(value: string | undefined): number | undefined {
  const match = /^(-?\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?$/.exec((value ?? '').trim())
  if (!match) return undefined
  const number = Number(match[1]) / Number(match[2] ?? 1)
  return Number.isFinite(number) ? number : undefined
}
