import { APP1, APP2, listSegments } from './jpeg-segments'

const ISO = 'urn:iso:std:iso:ts:21496:-1\0'
const MULTI_PICTURE = 'MPF\0'
/** Of Adobe (Ultra HDR) and of Apple, in the XMP of the file or of the second picture behind it. */
const IN_XMP = /hdrgm:Version|http:\/\/ns\.apple\.com\/HDRGainMap|Item:Semantic="GainMap"/
const SECOND_HEAD = 64 * 1024

/** "gain map" for a JPEG beside which a map of gains lies (ISO 21496-1, Ultra HDR, Apple): the picture itself is of standard range. */
export function jpegRange(bytes: Buffer): 'gain map' | null {
  const { segments } = listSegments(bytes, true)
  const told = segments.some(({ marker, payload }) => {
    if (marker === APP2) return payload.toString('latin1', 0, ISO.length) === ISO
    return marker === APP1 && IN_XMP.test(payload.toString('latin1'))
  })
  if (told) return 'gain map'
  const multi = segments.some(
    ({ marker, payload }) => marker === APP2 && payload.toString('latin1', 0, 4) === MULTI_PICTURE,
  )
  return multi && secondTells(bytes) ? 'gain map' : null
}

/** The pictures behind the first begin anew, each with segments of its own. */
function secondTells(bytes: Buffer): boolean {
  const start = Buffer.from([0xff, 0xd9, 0xff, 0xd8, 0xff])
  for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1))
    if (IN_XMP.test(bytes.toString('latin1', at, at + SECOND_HEAD))) return true
  return false
}
