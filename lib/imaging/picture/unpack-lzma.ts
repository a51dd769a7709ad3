import { createRequire } from 'node:module'

interface Lzma2 {
  decompressSync(data: Uint8Array): Buffer
}

const [DELTA, LZMA2] = [3, 0x21]
const HEAD_BYTES = 12
const MAGIC = Buffer.from('fd377a585a00', 'hex')

let loaded: Lzma2 | null | undefined

/** The decoder of LZMA2 (lzma-rust2 as an addon); null where this machine has none. */
export function loadLzma2(): Lzma2 | null {
  if (loaded !== undefined) return loaded
  try {
    loaded = createRequire(import.meta.url)('@napi-rs/lzma/lzma2') as Lzma2
  } catch {
    // Not made for this system, or not installed.
    loaded = null
  }
  return loaded
}

/**
 * Unpacks a strip of a TIFF as libtiff packs it: the xz format (https://tukaani.org/xz/xz-file-format.txt) of one block whose values may be told
 * as differences. The decoder gets its LZMA2 alone: as an xz file it takes no differences.
 * @param most bytes; how many there are stands before them, so that none are unpacked where they are more
 * @returns null where it is cut, broken or packed in another way
 */
export function unpackXz(xz: Buffer, most: number): Buffer | null {
  const block = readBlock(xz)
  const extent = block && extentOf(xz, block.start)
  if (!extent || extent.bytes > most) return null
  try {
    const data = loadLzma2()?.decompressSync(xz.subarray(block.start, extent.end))
    return data ? undoDelta(data, block.distance) : null
  } catch {
    // Its errors are texts about the bytes.
    return null
  }
}

/** Where the LZMA2 of the first block begins, and how far apart the values are whose difference is told. */
function readBlock(xz: Buffer): { start: number; distance: number } | null {
  const end = HEAD_BYTES + ((xz[HEAD_BYTES] ?? 0) + 1) * 4
  if (!xz.subarray(0, 6).equals(MAGIC) || end > xz.byteLength) return null
  const flags = xz[HEAD_BYTES + 1] ?? 0
  let at = HEAD_BYTES + 2
  const number = () => {
    // A number has seven bits a byte, the lowest first; those here are small, or not looked at.
    let value = 0
    for (let shift = 0; at < end; shift += 7) {
      const byte = xz[at++] ?? 0
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
    return value
  }
  if (flags & 0x40) number()
  if (flags & 0x80) number()
  let distance = 0
  for (let left = (flags & 3) + 1; left > 0; left--) {
    const filter = number()
    const length = number()
    if (left === 1) return filter === LZMA2 ? { start: end, distance } : null
    if (filter !== DELTA || length !== 1 || distance !== 0) return null
    distance = (xz[at] ?? 0) + 1
    at += length
  }
  return null
}

/** How many bytes the chunks of LZMA2 unpack to, as they say themselves, and where they end. */
function extentOf(xz: Buffer, start: number): { end: number; bytes: number } | null {
  let bytes = 0
  let at = start
  while (at + 6 <= xz.byteLength) {
    const control = xz[at] ?? 0
    if (control === 0) return { end: at + 1, bytes }
    if (control > 2 && control < 0x80) return null
    const packed = control >= 0x80
    bytes += (packed ? (control & 31) << 16 : 0) + xz.readUInt16BE(at + 1) + 1
    if (packed) at += (control >= 0xc0 ? 6 : 5) + xz.readUInt16BE(at + 3) + 1
    else at += 3 + xz.readUInt16BE(at + 1) + 1
  }
  return null
}

function undoDelta(data: Buffer, distance: number): Buffer {
  if (distance === 0) return data
  for (let at = distance; at < data.byteLength; at++)
    data[at] = ((data[at] as number) + (data[at - distance] as number)) & 255
  return data
}
