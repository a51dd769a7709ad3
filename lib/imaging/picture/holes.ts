import type { HeifPicture } from '../formats/heif-picture'

/** HEVC never has three zero bytes in a row but in the lengths between (others are escaped). */
const HEVC_HOLE = 16
/** What a broken transfer leaves is zeros by the kilobyte. */
const HEIF_HOLE = 256
const JPEG_HOLE = 512

/** Whether a run of zeros stands where the bytes of the picture's pixels should, or the file ends before them. */
export function isHoled(bytes: Buffer, { parts, coding }: HeifPicture): boolean {
  const least = coding === 'hvc1' || coding === 'hev1' ? HEVC_HOLE : HEIF_HOLE
  return parts.flat().some(({ start, end }) => end > bytes.byteLength || zerosIn(bytes, start, end, least) !== null)
}

/** Where a run of zeros of at least this length begins and ends. */
function zerosIn(bytes: Buffer, start: number, end: number, least: number): [number, number] | null {
  const stop = Math.min(end, bytes.byteLength)
  // A run of that length covers one of these places.
  for (let at = start + least - 1; at < stop; at += least) {
    if (bytes[at] !== 0) continue
    let from = at
    while (from > start && bytes[from - 1] === 0) from--
    let to = at + 1
    while (to < stop && bytes[to] === 0) to++
    if (to - from >= least) return [from, to]
  }
  return null
}

const [SOF2, DHT, EOI, SOS] = [0xc2, 0xc4, 0xd9, 0xda]

/**
 * Whether a JPEG has a hole: zeros where its pixels should be. In a flat picture they can be right: then the codes of its tables that begin
 * with zeros mean "as before" and "nothing more", and the file goes on behind them.
 */
export function isJpegHoled(bytes: Buffer): boolean {
  const head = readHead(bytes)
  if (!head) return false
  const hole = zerosIn(bytes, head.scan, bytes.byteLength, JPEG_HOLE)
  if (!hole) return false
  const [from, to] = hole
  // After the end of the picture anything may stand.
  if (bytes.subarray(head.scan, from).includes(Buffer.from([0xff, EOI]))) return false
  return to === bytes.byteLength || !head.zerosAreFlat
}

/** Where the first scan's data begins, and what a series of zero bits means in its tables. */
function readHead(bytes: Buffer): { scan: number; zerosAreFlat: boolean } | null {
  let flat = true
  let progressive = false
  for (let at = 2; at + 4 <= bytes.byteLength; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    // The scans of a progressive picture refine: what zeros mean there, the tables do not tell.
    progressive ||= marker === SOF2
    if (marker === DHT) flat &&= firstCodesAreFlat(bytes.subarray(at + 4, end))
    if (marker === SOS) return { scan: end, zerosAreFlat: flat || progressive }
    at = end
  }
  return null
}

/** Whether the code of zeros alone stands for "no difference" (DC) and "end of block" (AC) in each of the tables. */
function firstCodesAreFlat(tables: Buffer): boolean {
  for (let at = 0; at + 17 <= tables.byteLength; ) {
    const count = tables.subarray(at + 1, at + 17).reduce((sum, value) => sum + value, 0)
    if (tables[at + 17] !== 0) return false
    at += 17 + count
  }
  return true
}
