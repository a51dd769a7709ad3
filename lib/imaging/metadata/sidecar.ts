import type { NamedPlace, SidecarFields } from '@/db/schema/file-fields'
import { cleanLine } from '../formats/text'
import { saysKeywords } from './keywords'
import { readMetadata } from './metadata'
import { readXmp, type XmpFields } from './xmp'

const NAME_LENGTH = 200

/** Bytes of a sidecar that are read; darktable's and Lightroom's with masks and history are the longest there are, below this. */
export const SIDECAR_BYTES = 8 * 1024 * 1024

/**
 * What an XMP sidecar (`name.jpg.xmp`, `name.xmp`; ISO 16684-1) says: title, description, tags, rating, date, coordinates, names of the place,
 * and only those that are in it. A title, a description or keywords that are there and empty were emptied by somebody. Pure and bounded: one pass over the
 * first megabytes, no entity is expanded, nothing is fetched, what is malformed is left out.
 */
export function readSidecar(bytes: Uint8Array): SidecarFields {
  const xmp = bytes.subarray(0, SIDECAR_BYTES)
  const said = readXmp(xmp)
  const blocks = { exif: null, extendedXmp: null, iptc: null, comments: [], filename: '' }
  const { title, description, tags, rating, takenLocal, takenOffset, takenBy, location } = readMetadata({
    ...blocks,
    xmp,
  }).fields
  return {
    ...(title === '' && !said.has('dc:title') ? {} : { title }),
    ...(description === '' && !said.has('dc:description') ? {} : { description }),
    ...(tags.length === 0 && !saysKeywords(said) ? {} : { tags }),
    ...(rating === null ? {} : { rating }),
    ...(takenLocal === null ? {} : { takenLocal }),
    ...(takenOffset === null ? {} : { takenOffset }),
    ...(takenBy === undefined ? {} : { takenBy }),
    ...(location === null ? {} : { location }),
    ...namedPlace(said),
  }
}

/** IPTC Photo Metadata, "legacy" location: city, state, country, and the country's code (two letters; three are not looked up). */
function namedPlace(fields: XmpFields): { place?: NamedPlace } {
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
