import type { NamedPlace, SidecarFields } from '@/db/schema/file-fields'
import { cleanLine } from '../formats/text'
import { readMetadata } from './metadata'
import { readXmp } from './xmp'

const NAME_LENGTH = 200

/** Bytes of a sidecar that are read; Lightroom's with masks and history are the longest there are, below this. */
export const SIDECAR_BYTES = 1024 * 1024

/**
 * What an XMP sidecar (`name.jpg.xmp`, `name.xmp`; ISO 16684-1) says: title, description, tags, rating, date, coordinates, names of the place,
 * and only those that are in it. Pure and bounded: one pass over the first megabyte, no entity is expanded, nothing is fetched, what is malformed is left out.
 */
export function readSidecar(bytes: Uint8Array): SidecarFields {
  const xmp = bytes.subarray(0, SIDECAR_BYTES)
  const blocks = { exif: null, extendedXmp: null, iptc: null, comments: [], filename: '' }
  const { title, description, tags, rating, takenLocal, takenOffset, location } = readMetadata({
    ...blocks,
    xmp,
  }).fields
  return {
    ...(title === '' ? {} : { title }),
    ...(description === '' ? {} : { description }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(rating === null ? {} : { rating }),
    ...(takenLocal === null ? {} : { takenLocal }),
    ...(takenOffset === null ? {} : { takenOffset }),
    ...(location === null ? {} : { location }),
    ...namedPlace(xmp),
  }
}

/** IPTC Photo Metadata, "legacy" location: city, state, country, and the country's code (two letters; three are not looked up). */
function namedPlace(xmp: Uint8Array): { place?: NamedPlace } {
  const fields = readXmp(xmp)
  const name = (property: string) => cleanLine(fields.get(property)?.[0] ?? '', NAME_LENGTH) || null
  const code = name('Iptc4xmpCore:CountryCode')?.toUpperCase() ?? ''
  const place = {
    town: name('photoshop:City'),
    region: name('photoshop:State'),
    country: name('photoshop:Country'),
    countryCode: /^[A-Z]{2}$/.test(code) ? code : null,
  }
  return (place.town ?? place.region ?? place.country) ? { place } : {}
}
