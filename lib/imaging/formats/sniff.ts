import type { MediaType } from '../../media/media-types'
import { readBrands, readHeifItems } from './heif-items'
import { jpegStart } from './jpeg-segments'
import { RawDirectories } from './raw-directories'

const AVIF_BRANDS = new Set(['avif'])
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis'])
/** Brands of any picture of this family, moving ones among them: whether there is a still, and what codes it, its items say. */
const HEIF_BRANDS = new Set(['mif1', 'mif2', 'miaf', 'msf1', 'avis', 'hevc', 'hevx'])
const HEVC_ITEMS = new Set(['hvc1', 'hev1'])
const STRIP_OFFSETS = 0x111
const TILE_OFFSETS = 0x144
const SUB_IFDS = 0x14a
const DNG_VERSION = 0xc612
const CFA_PATTERN = 0x828e
const COMPRESSION = 0x103
/** What a sensor gives: through a colour filter, or one value a colour. */
const SENSOR_COLOURS = new Set([32803, 34892])
/** How Sony, Nikon, Pentax and Kodak pack sensor data: a raw file even where all else looks like a TIFF. */
const RAW_COMPRESSIONS = new Set([32767, 34713, 65000, 65535])

/**
 * What the bytes are, judged by content alone; the one allow-list of formats.
 * @param head the first `SNIFF_BYTES` bytes of a file, or all of it (a TIFF whose directory lies behind the head is judged
 *   again, when the whole file is at hand)
 * @returns null for anything that is not accepted: SVG, PDF, video, …, and for raw camera files (`sniffFile`)
 */
export function sniffMediaType(head: Uint8Array): MediaType | null {
  if (jpegStart(head) >= 0) return 'image/jpeg'
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  const six = ascii(head, 0, 6)
  if (six === 'GIF87a' || six === 'GIF89a') return 'image/gif'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') return 'image/webp'
  if (isJxl(head)) return 'image/jxl'
  if (ascii(head, 4, 4) === 'ftyp') return sniffBrands(head)
  return sniffTiff(head)
}

/** ISO/IEC 18181-2: a container, or a codestream alone, of which the least has a dozen bytes. */
function isJxl(head: Uint8Array): boolean {
  if (startsWith(head, [0, 0, 0, 12, 0x4a, 0x58, 0x4c, 0x20, 13, 10, 0x87, 10])) return true
  return startsWith(head, [0xff, 0x0a]) && head.byteLength >= 12
}

/** ISO/IEC 23008-12 (HEIF), 10.: the major brand decides, else the first compatible brand that is known, else how its pictures are coded. */
function sniffBrands(head: Uint8Array): MediaType | null {
  const brands = readBrands(head)
  for (const brand of brands) {
    if (AVIF_BRANDS.has(brand)) return 'image/avif'
    if (HEIC_BRANDS.has(brand)) return 'image/heic'
  }
  if (!brands.some((brand) => HEIF_BRANDS.has(brand))) return null
  const found = readHeifItems(Buffer.from(head.buffer, head.byteOffset, head.byteLength))
  const types = [...(found?.items.values() ?? [])].map(({ type }) => type)
  if (types.includes('av01')) return 'image/avif'
  return types.some((type) => HEVC_ITEMS.has(type)) ? 'image/heic' : null
}

/** TIFF and BigTIFF; raw camera files share the signature and are told apart by the tags of their first directory. */
function sniffTiff(head: Uint8Array): MediaType | null {
  if (head.byteLength < 8) return null
  const order = ascii(head, 0, 2)
  if (order !== 'II' && order !== 'MM') return null
  const little = order === 'II'
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const magic = view.getUint16(2, little)
  if (magic === 43 && head.byteLength >= 16) return view.getUint16(4, little) === 8 ? 'image/tiff' : null
  if (magic !== 42 || ascii(head, 8, 2) === 'CR') return null
  const tags = firstDirectory(view, little)
  if (tags === null) return 'image/tiff'
  if (tags.has(DNG_VERSION) || tags.has(CFA_PATTERN)) return null
  if (tags.has(SUB_IFDS) && ((tags.get(0xfe) ?? 0) & 1) !== 0 && holdsSensorData(head)) return null
  if (RAW_COMPRESSIONS.has(short(tags.get(COMPRESSION), little))) return null
  return tags.has(STRIP_OFFSETS) || tags.has(TILE_OFFSETS) ? 'image/tiff' : null
}

/** Whether sub-directories hold what a sensor gave; also where they cannot be seen in these bytes and a camera is named. */
function holdsSensorData(head: Uint8Array): boolean {
  const directories = new RawDirectories(head)
  const { subs } = directories
  if (subs.length === 0) return true
  return subs.some(({ directory }) => {
    const number = (tag: number) => directories.number(directory, tag) ?? 0
    return SENSOR_COLOURS.has(number(0x106)) || RAW_COMPRESSIONS.has(number(COMPRESSION)) || directory.has(CFA_PATTERN)
  })
}

/** Tags of the first directory with their inline value, or null when it does not lie wholly within these bytes. */
function firstDirectory(view: DataView, little: boolean): Map<number, number> | null {
  const start = view.getUint32(4, little)
  if (start < 8 || start + 2 > view.byteLength) return null
  const count = view.getUint16(start, little)
  if (start + 2 + count * 12 > view.byteLength) return null
  const tags = new Map<number, number>()
  for (let index = 0; index < count; index++) {
    const entry = start + 2 + index * 12
    tags.set(view.getUint16(entry, little), view.getUint32(entry + 8, little))
  }
  return tags
}

/** The 16 bits of an inline value that was read as 32. */
function short(value = 0, little: boolean): number {
  return little ? value & 0xffff : value >>> 16
}

function startsWith(bytes: Uint8Array, signature: number[]): boolean {
  return bytes.byteLength >= signature.length && signature.every((value, index) => bytes[index] === value)
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length))
}
