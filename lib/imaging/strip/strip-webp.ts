import { cleanProfile } from '../formats/clean-profile'
import { webpChunks } from '../formats/webp-chunks'
import { minimalExif } from './minimal-exif'

const KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const KEPT_IN_FRAME = new Set(['VP8 ', 'VP8L', 'ALPH'])
const FRAME_HEAD = 16
const HAS_EXIF = 0x08
const HAS_XMP = 0x04
const HAS_ALPHA = 0x10

/** A WebP without EXIF, XMP, unknown chunks or anything behind its end (RFC 9649, 2.7); pixels stay byte for byte. */
export function stripWebp(bytes: Buffer, orientation: number): Buffer {
  const size = Math.min(bytes.byteLength, 8 + bytes.readUInt32LE(4))
  const kept = copyChunks(bytes.subarray(12, size), KEPT, orientation)
  if (orientation !== 1) {
    const [first] = kept
    if (first && first.toString('latin1', 0, 4) !== 'VP8X') kept.unshift(chunkOf('VP8X', headOf(first)))
    kept.push(chunkOf('EXIF', minimalExif(orientation)))
  }
  const body = Buffer.concat(kept)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.byteLength + 4, 4)
  return Buffer.concat([head, body])
}

function copyChunks(bytes: Buffer, names: Set<string>, orientation: number): Buffer[] {
  const kept: Buffer[] = []
  for (const { name, data } of webpChunks(bytes)) {
    if (!names.has(name)) continue
    if (name === 'VP8X') kept.push(chunkOf(name, flags(data, orientation)))
    else if (name === 'ICCP') kept.push(chunkOf(name, cleanProfile(data)))
    else if (name === 'ANMF') kept.push(chunkOf(name, frame(data)))
    else kept.push(chunkOf(name, data))
  }
  return kept
}

/** The head of a file that has none (RFC 9649, 2.7.1): how large its one picture is, and that EXIF follows. */
function headOf(chunk: Buffer): Buffer {
  const head = Buffer.alloc(10)
  const lossless = chunk.toString('latin1', 0, 4) === 'VP8L'
  const packed = lossless ? chunk.readUInt32LE(9) : 0
  const width = lossless ? packed & 0x3fff : (chunk.readUInt16LE(14) & 0x3fff) - 1
  const height = lossless ? (packed >> 14) & 0x3fff : (chunk.readUInt16LE(16) & 0x3fff) - 1
  head[0] = HAS_EXIF | (lossless && (packed >> 28) & 1 ? HAS_ALPHA : 0)
  head.writeUIntLE(width, 4, 3)
  head.writeUIntLE(height, 7, 3)
  return head
}

function flags(data: Buffer, orientation: number): Buffer {
  const copy = Buffer.from(data)
  const cleared = (copy[0] ?? 0) & ~(HAS_EXIF | HAS_XMP)
  copy[0] = orientation === 1 ? cleared : cleared | HAS_EXIF
  return copy
}

function frame(data: Buffer): Buffer {
  return Buffer.concat([data.subarray(0, FRAME_HEAD), ...copyChunks(data.subarray(FRAME_HEAD), KEPT_IN_FRAME, 1)])
}

function chunkOf(name: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(8 + data.byteLength + (data.byteLength % 2))
  chunk.write(name, 'latin1')
  chunk.writeUInt32LE(data.byteLength, 4)
  data.copy(chunk, 8)
  return chunk
}
