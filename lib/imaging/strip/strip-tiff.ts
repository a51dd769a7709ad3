import { cleanProfile } from '../formats/clean-profile'

/** Tags that say how the pixels are stored and shown; every other tag goes, with its value. */
const KEPT = new Set([
  254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292, 293,
  296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 332, 334, 336, 338, 339, 340, 341, 347, 512, 513,
  514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 34675,
])
/** By type; 16 to 18 are those of BigTIFF. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]
/** Where pixels lie, with the tag that has their lengths. */
const DATA: [number, number][] = [
  [273, 279],
  [324, 325],
  [513, 514],
]
const PROFILE = 34_675
const SUB_IFDS = 330
const MAX_PAGES = 1000
const MAX_ENTRIES = 65_535

/**
 * A TIFF or BigTIFF in which only the pictures of its page chain, those below them, and the tags they need are left; all other bytes are
 * zero, at the same length, so that no offset changes.
 * @returns null where the structure is not one this can do (broken directories)
 */
export function stripTiff(bytes: Buffer): Buffer | null {
  const tiff = layoutOf(bytes)
  if (tiff === null) return null
  const result = Buffer.alloc(bytes.byteLength)
  const copy = (start: number, length: number) => {
    if (start < bytes.byteLength) bytes.copy(result, start, start, Math.min(bytes.byteLength, start + length))
  }
  copy(0, tiff.headerBytes)
  const seen = new Set<number>()
  const waiting = [{ at: tiff.offset(tiff.headerBytes - tiff.offsetBytes), below: false }]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { at, below } = next
    if (at === 0 || seen.has(at)) continue
    if (seen.size >= MAX_PAGES) return null
    seen.add(at)
    const directory = readDirectory(tiff, at)
    if (directory === null) return null
    const entries = directory.entries.filter(({ tag, type }) => KEPT.has(tag) && TYPE_BYTES[type])
    for (const entry of entries) {
      if (entry.bytes > tiff.offsetBytes) copy(entry.at, entry.bytes)
      if (entry.tag === PROFILE && entry.at + entry.bytes <= bytes.byteLength)
        cleanProfile(bytes.subarray(entry.at, entry.at + entry.bytes)).copy(result, entry.at)
    }
    for (const [offsets, lengths] of DATA) {
      const sizes = numbers(tiff, tagged(entries, lengths))
      numbers(tiff, tagged(entries, offsets)).forEach((offset, index) => {
        copy(offset, sizes[index] ?? 0)
      })
    }
    for (const sub of numbers(tiff, tagged(entries, SUB_IFDS))) waiting.push({ at: sub, below: true })
    // A chain that turns back ends where it does.
    const successor = below || seen.has(directory.next) ? 0 : directory.next
    waiting.push({ at: successor, below })
    writeDirectory(tiff, result, at, entries, successor)
  }
  return result
}

/** How a file writes its numbers: TIFF 6.0, or BigTIFF with offsets of 64 bits. */
interface Layout {
  bytes: Buffer
  view: DataView
  little: boolean
  big: boolean
  headerBytes: number
  countBytes: number
  entryBytes: number
  offsetBytes: number
  /** An offset, or a count of as many bits; beyond the file where it is no number of JavaScript's. */
  offset: (at: number) => number
}

function layoutOf(bytes: Buffer): Layout | null {
  const little = bytes.toString('latin1', 0, 2) === 'II'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = view.getUint16(2, little)
  const common = { bytes, view, little }
  if (magic === 42) {
    const offset = (at: number) => view.getUint32(at, little)
    return { ...common, big: false, headerBytes: 8, countBytes: 2, entryBytes: 12, offsetBytes: 4, offset }
  }
  if (magic !== 43 || bytes.byteLength < 16 || view.getUint16(4, little) !== 8) return null
  const offset = (at: number) => Number(view.getBigUint64(at, little))
  return { ...common, big: true, headerBytes: 16, countBytes: 8, entryBytes: 20, offsetBytes: 8, offset }
}

interface Entry {
  tag: number
  type: number
  count: number
  /** Offset of the entry, of its value, and the value's length. */
  entry: number
  at: number
  bytes: number
}

/** @returns null where it does not lie within the file */
function readDirectory(tiff: Layout, start: number): { entries: Entry[]; next: number } | null {
  const { view, little, big, countBytes, entryBytes, offsetBytes } = tiff
  if (start + countBytes > view.byteLength) return null
  const count = big ? tiff.offset(start) : view.getUint16(start, little)
  const end = start + countBytes + count * entryBytes
  if (count > MAX_ENTRIES || end + offsetBytes > view.byteLength) return null
  const entries = Array.from({ length: count }, (_, index) => {
    const entry = start + countBytes + index * entryBytes
    const type = view.getUint16(entry + 2, little)
    const values = tiff.offset(entry + 4)
    const bytes = values * (TYPE_BYTES[type] ?? 0)
    const field = entry + 4 + offsetBytes
    const at = bytes > offsetBytes ? tiff.offset(field) : field
    return { tag: view.getUint16(entry, little), type, count: values, entry, at, bytes }
  })
  return { entries, next: tiff.offset(end) }
}

function writeDirectory(tiff: Layout, result: Buffer, start: number, entries: Entry[], next: number): void {
  const { bytes, little, big, countBytes, entryBytes } = tiff
  const out = new DataView(result.buffer, result.byteOffset, result.byteLength)
  const end = start + countBytes + entries.length * entryBytes
  if (big) out.setBigUint64(start, BigInt(entries.length), little)
  else out.setUint16(start, entries.length, little)
  entries.forEach(({ entry }, index) => {
    bytes.copy(result, start + countBytes + index * entryBytes, entry, entry + entryBytes)
  })
  if (big) out.setBigUint64(end, BigInt(next), little)
  else out.setUint32(end, next, little)
}

function tagged(entries: Entry[], wanted: number): Entry | undefined {
  return entries.find(({ tag }) => tag === wanted)
}

function numbers({ view, little }: Layout, entry: Entry | undefined): number[] {
  if (!entry || entry.at + entry.bytes > view.byteLength) return []
  const { type, count, at } = entry
  const place = (index: number) => at + index * (TYPE_BYTES[type] ?? 0)
  if (type === 3) return Array.from({ length: count }, (_, index) => view.getUint16(place(index), little))
  if (type === 4) return Array.from({ length: count }, (_, index) => view.getUint32(place(index), little))
  if (type !== 16) return []
  return Array.from({ length: count }, (_, index) => Number(view.getBigUint64(place(index), little)))
}
