import { cleanJpegProfile } from '../formats/clean-profile'
import { APP0, APP1, APP2, APP14, begins, COM, type JpegSegment, listSegments } from '../formats/jpeg-segments'
import { minimalExif } from './minimal-exif'

const JFIF = Buffer.from('JFIF\0', 'latin1')
const ICC = Buffer.from('ICC_PROFILE\0', 'latin1')
const SOI = Buffer.from([0xff, 0xd8])
const EOI = Buffer.from([0xff, 0xd9])
const SOS = 0xda
const APP15 = 0xef

/**
 * A JPEG without EXIF, XMP, IPTC, comments, thumbnails, appended pictures or anything else behind its end; tables, scans,
 * colours and Adobe's colour marker stay byte for byte.
 * @param orientation written into an EXIF block of its own, unless it is 1
 */
export function stripJpeg(bytes: Buffer, orientation: number): Buffer {
  const { segments, end } = listSegments(bytes)
  const kept: Buffer[] = [SOI]
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), minimalExif(orientation)])
  let oriented = orientation === 1
  segments.forEach((segment, index) => {
    if (!oriented && segment.marker !== APP0) {
      kept.push(segmentOf(APP1, exif))
      oriented = true
    }
    const picture = keep(bytes, segment)
    if (picture) kept.push(picture)
    // Entropy-coded data lie behind a scan's header, up to the next segment; garbage elsewhere is not copied.
    if (segment.marker === SOS)
      kept.push(bytes.subarray(segment.end, segments[index + 1]?.start ?? scanEnd(bytes, end)))
  })
  kept.push(EOI)
  return cleanJpegProfile(Buffer.concat(kept))
}

function keep(bytes: Buffer, { marker, start, end, payload }: JpegSegment): Buffer | null {
  if (marker === COM) return null
  if (marker === APP0)
    return begins(payload, JFIF) && payload.byteLength >= 14 ? segmentOf(APP0, withoutThumbnail(payload)) : null
  if (marker === APP2) return begins(payload, ICC) ? bytes.subarray(start, end) : null
  if (marker === APP14) return begins(payload, Buffer.from('Adobe')) ? segmentOf(APP14, payload.subarray(0, 12)) : null
  if (marker >= APP0 && marker <= APP15) return null
  return bytes.subarray(start, end)
}

function withoutThumbnail(jfif: Buffer): Buffer {
  const head = Buffer.from(jfif.subarray(0, 14))
  head.writeUInt16BE(0, 12)
  return head
}

function segmentOf(marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(payload.byteLength + 2, 2)
  return Buffer.concat([head, payload])
}

/** Where the scan ends: before the end marker, which is written anew. */
function scanEnd(bytes: Buffer, end: number): number {
  return begins(bytes.subarray(end - 2, end), EOI) ? end - 2 : end
}
