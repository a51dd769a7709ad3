/** One marker segment of a JPEG; `payload` is what stands behind its length. */
export interface JpegSegment {
  marker: number
  /** Offset of the 0xFF of its marker. */
  start: number
  /** Offset behind its last byte. */
  end: number
  payload: Buffer
}

/** Second byte of a marker: JFIF. */
export const APP0 = 0xe0
/** EXIF or XMP. */
export const APP1 = 0xe1
/** ICC profile, and more. */
export const APP2 = 0xe2
/** IPTC in Photoshop's blocks. */
export const APP13 = 0xed
/** Adobe's colour transform. */
export const APP14 = 0xee
/** A comment. */
export const COM = 0xfe
const SOI = 0xd8
/** What scripts of the web send before a picture: line ends, a byte order mark. */
const BEFORE = new Set([0, 9, 10, 13, 32, 0xef, 0xbb, 0xbf])
const MOST_BEFORE = 16
const EOI = 0xd9
const SOS = 0xda

/** Where a JPEG begins, behind bytes that stand before it by mistake; −1 where none does. */
export function jpegStart(bytes: Uint8Array): number {
  let at = 0
  while (at < MOST_BEFORE && BEFORE.has(bytes[at] ?? -1)) at++
  return bytes[at] === 0xff && bytes[at + 1] === SOI && bytes[at + 2] === 0xff ? at : -1
}

interface JpegLayout {
  /** All segments, those between the scans too, in order. */
  segments: JpegSegment[]
  /** Offset behind the end marker, or the end of the bytes when there is none. What follows is not the picture. */
  end: number
}

/**
 * Lists the segments of a JPEG (ITU T.81, annex B). Tolerant: fill bytes and garbage between segments are stepped over.
 * @param headOnly stop at the first scan (then `end` is where it begins)
 */
export function listSegments(bytes: Buffer, headOnly = false): JpegLayout {
  const segments: JpegSegment[] = []
  let at = 2
  while (at + 1 < bytes.byteLength) {
    at = bytes.indexOf(0xff, at)
    if (at < 0) break
    const marker = bytes[at + 1] ?? 0
    if (marker === EOI) return { segments, end: at + 2 }
    const standalone = marker === 0 || marker === 0xff || marker === 1 || (marker >= 0xd0 && marker <= SOI)
    if (standalone) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    if (headOnly && marker === SOS) return { segments, end: at }
    if (at + 4 > bytes.byteLength) break
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.byteLength) break
    segments.push({ marker, start: at, end, payload: bytes.subarray(at + 4, end) })
    at = end
  }
  return { segments, end: bytes.byteLength }
}

const EXIF = Buffer.from('Exif\0\0', 'latin1')
const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
const XMP_EXTENSION = Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1')
const PHOTOSHOP = Buffer.from('Photoshop 3.0\0', 'latin1')
/** An extension segment holds, behind its name, a GUID (32), the full length (4) and its own offset (4). */
const EXTENSION_HEAD = 40
const GUID_BYTES = 32
/** Phones put the depth of a picture there. */
const MAX_EXTENSION = 32 * 1024 * 1024

interface JpegBlocks {
  exif: Uint8Array | null
  /** Blocks behind the first, as editors add them. */
  otherExif: Uint8Array[]
  xmp: Uint8Array | null
  /** Packets behind the first: editors add their own and leave the old one. */
  otherXmp: Uint8Array[]
  /** The rest of an XMP packet too long for one segment (XMP specification part 3, 1.1.3.1). */
  extendedXmp: Uint8Array | null
  iptc: Uint8Array | null
}

/** The metadata blocks of a JPEG: the first EXIF and XMP, the others, all of Photoshop's resources. */
export function readJpegBlocks(bytes: Buffer): JpegBlocks {
  const { segments } = listSegments(bytes, true)
  const app1 = segments.filter(({ marker }) => marker === APP1).map(({ payload }) => payload)
  const [exif = null, ...otherExif] = app1
    .filter((payload) => begins(payload, EXIF) && payload.byteLength > EXIF.byteLength)
    .map((payload) => payload.subarray(EXIF.byteLength))
  const [xmp = null, ...otherXmp] = app1
    .filter((payload) => begins(payload, XMP))
    .map((payload) => payload.subarray(XMP.byteLength))
  const photoshop = segments
    .filter(({ marker, payload }) => marker === APP13 && begins(payload, PHOTOSHOP))
    .map(({ payload }) => payload.subarray(PHOTOSHOP.byteLength))
  return {
    exif,
    otherExif,
    xmp: xmp ?? unusualXmp(app1),
    otherXmp,
    extendedXmp: joinExtension(
      app1.filter((payload) => begins(payload, XMP_EXTENSION)),
      xmp,
    ),
    iptc: photoshop.length > 0 ? Buffer.concat(photoshop) : null,
  }
}

/** Some writers misspell the segment's name; the packet itself is plain. */
function unusualXmp(app1: Buffer[]): Uint8Array | null {
  for (const payload of app1) {
    const at = payload.indexOf('<x:xmpmeta')
    if (at >= 0 && !begins(payload, EXIF) && !begins(payload, XMP_EXTENSION)) return payload.subarray(at)
  }
  return null
}

/** @param xmp the packet that names its extension: an editor may have left that of an older one */
function joinExtension(all: Buffer[], xmp: Buffer | null): Uint8Array | null {
  const head = XMP_EXTENSION.byteLength
  const whole = all.filter((part) => part.byteLength >= head + EXTENSION_HEAD)
  const guid = (part: Buffer) => part.subarray(head, head + GUID_BYTES)
  const first = whole.find((part) => xmp?.includes(guid(part))) ?? whole[0]
  if (!first) return null
  const length = first.readUInt32BE(head + GUID_BYTES)
  if (length > MAX_EXTENSION) return null
  const joined = Buffer.alloc(length)
  for (const part of whole.filter((part) => guid(part).equals(guid(first)))) {
    const offset = part.readUInt32BE(head + GUID_BYTES + 4)
    if (offset < length) part.copy(joined, offset, head + EXTENSION_HEAD)
  }
  return joined
}

/** Whether bytes begin with a prefix. */
export function begins(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.byteLength >= prefix.byteLength && prefix.every((value, index) => bytes[index] === value)
}
