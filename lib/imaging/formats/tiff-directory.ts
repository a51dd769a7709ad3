/** One tag of an image file directory; `numbers` for numeric types (rationals divided), `bytes` for text and opaque data. */
export interface TiffTag {
  type: number
  numbers: number[]
  bytes: Uint8Array
}

export type TiffDirectory = Map<number, TiffTag>

export interface TiffTags {
  main: TiffDirectory
  exif: TiffDirectory
  gps: TiffDirectory
}

const TYPE_BYTES: Record<number, number> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
}
const MAX_ENTRIES = 512
const MAX_NUMBERS = 64
const MAX_TEXT_BYTES = 256 * 1024
const EXIF_POINTER = 0x8769
const GPS_POINTER = 0x8825

/**
 * Reads the first directory of a TIFF structure with its EXIF and GPS directories (TIFF 6.0, section 2; EXIF 2.32, 4.6;
 * BigTIFF). Tolerant: an entry that cannot be is skipped, the others are kept. Bounded: no value is followed outside
 * the bytes, no directory twice, and what it keeps is capped whatever the counts claim.
 * @param block starts with II or MM, or with "Exif\0\0" before that
 * @param raw also where another number than 42 stands in the header, as Olympus writes it
 */
export function readTiffTags(block: Uint8Array, raw = false): TiffTags {
  const empty: TiffTags = { main: new Map(), exif: new Map(), gps: new Map() }
  const bytes = skipExifHeader(block)
  const order = String.fromCharCode(bytes[0] ?? 0, bytes[1] ?? 0)
  if (bytes.byteLength < 8 || (order !== 'II' && order !== 'MM')) return empty
  const reader = new TiffReader(bytes, order === 'II')
  const first = reader.firstOffset(raw)
  if (first === null) return empty
  const main = reader.directory(first)
  return { main, exif: reader.follow(main, EXIF_POINTER), gps: reader.follow(main, GPS_POINTER) }
}

const HEADERS = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']
const MOST_BEFORE = 64

/**
 * Writers put all sorts of things before the block in other containers: JPEG's "Exif\0\0" (once or more often), its whole marker, HEIF's
 * four bytes of an offset. The block begins where its header stands.
 */
function skipExifHeader(block: Uint8Array): Uint8Array {
  const head = String.fromCharCode(...block.subarray(0, MOST_BEFORE + 4))
  if (/^(II|MM)/.test(head)) return block
  const starts = HEADERS.map((header) => head.indexOf(header)).filter((start) => start > 0)
  return starts.length > 0 ? block.subarray(Math.min(...starts)) : block
}

class TiffReader {
  private readonly view: DataView
  private readonly seen = new Set<number>()
  private big = false

  constructor(
    private readonly bytes: Uint8Array,
    private readonly little: boolean,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  firstOffset(raw: boolean): number | null {
    const magic = this.view.getUint16(2, this.little)
    if (magic === 42 || (raw && magic !== 43)) return this.view.getUint32(4, this.little)
    if (magic !== 43 || this.bytes.byteLength < 16) return null
    this.big = true
    return this.offset(8)
  }

  follow(from: TiffDirectory, pointer: number): TiffDirectory {
    const target = from.get(pointer)
    const at = target && [3, 4, 13, 16].includes(target.type) ? target.numbers[0] : undefined
    return at === undefined ? new Map() : this.directory(at)
  }

  directory(start: number): TiffDirectory {
    const tags: TiffDirectory = new Map()
    const countBytes = this.big ? 8 : 2
    const entryBytes = this.big ? 20 : 12
    if (start < 8 || start + countBytes > this.bytes.byteLength || this.seen.has(start)) return tags
    this.seen.add(start)
    const count = this.big ? this.offset(start) : this.view.getUint16(start, this.little)
    for (let index = 0; index < Math.min(count, MAX_ENTRIES); index++) {
      const entry = start + countBytes + index * entryBytes
      if (entry + entryBytes > this.bytes.byteLength) break
      const id = this.view.getUint16(entry, this.little)
      const tag = this.tag(entry)
      if (tag && !tags.has(id)) tags.set(id, tag)
    }
    return tags
  }

  private tag(entry: number): TiffTag | null {
    const type = this.view.getUint16(entry + 2, this.little)
    const size = TYPE_BYTES[type]
    if (size === undefined) return null
    const count = this.big ? this.offset(entry + 4) : this.view.getUint32(entry + 4, this.little)
    const inline = this.big ? 8 : 4
    const field = entry + 4 + inline
    const total = size * count
    const at = total <= inline ? field : this.big ? this.offset(field) : this.view.getUint32(field, this.little)
    if (at + total > this.bytes.byteLength) return null
    const opaque = type === 1 || type === 2 || type === 6 || type === 7
    const kept = opaque ? Math.min(total, MAX_TEXT_BYTES) : total
    const numbers = type === 2 || type === 7 ? [] : this.numbers(type, size, Math.min(count, MAX_NUMBERS), at)
    return { type, numbers, bytes: this.bytes.subarray(at, at + (opaque ? kept : 0)) }
  }

  private numbers(type: number, size: number, count: number, at: number): number[] {
    const { view, little } = this
    return Array.from({ length: count }, (_, index) => {
      const place = at + index * size
      if (type === 1) return view.getUint8(place)
      if (type === 6) return view.getInt8(place)
      if (type === 3) return view.getUint16(place, little)
      if (type === 8) return view.getInt16(place, little)
      if (type === 9) return view.getInt32(place, little)
      if (type === 5) return view.getUint32(place, little) / view.getUint32(place + 4, little)
      if (type === 10) return view.getInt32(place, little) / view.getInt32(place + 4, little)
      if (type === 11) return view.getFloat32(place, little)
      if (type === 12) return view.getFloat64(place, little)
      if (type === 16) return Number(view.getBigUint64(place, little))
      return view.getUint32(place, little)
    })
  }

  private offset(at: number): number {
    return Number(this.view.getBigUint64(at, this.little))
  }
}
