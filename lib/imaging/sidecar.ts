import type { SidecarFields } from '@/db/schema/file-fields'
import { readMetadata } from './metadata'

/** Bytes of a sidecar that are read; Lightroom's with masks and history are the longest there are, below this. */
export const SIDECAR_BYTES = 1024 * 1024

/**
 * What an XMP sidecar (`name.jpg.xmp`, `name.xmp`; ISO 16684-1) says: title, description, tags, rating, date, coordinates, and only those
 * that are in it. Pure and bounded: one pass over the first megabyte, no entity is expanded, nothing is fetched, what is malformed is left out.
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
  }
}
