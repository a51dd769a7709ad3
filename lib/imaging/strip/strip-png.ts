import { crc32 } from 'node:zlib'
import { listChunks } from '../formats/png-chunks'
import { minimalExif } from './minimal-exif'

/** Chunks that decide how the picture looks or moves; texts, times, EXIF and unknown chunks go. */
const KEPT = new Set([
  ...[
    'IHDR',
    'PLTE',
    'IDAT',
    'IEND',
    'tRNS',
    'gAMA',
    'cHRM',
    'sRGB',
    'iCCP',
    'sBIT',
    'bKGD',
    'pHYs',
    'cICP',
    'mDCV',
    'cLLI',
  ],
  ...['acTL', 'fcTL', 'fdAT'],
])

/** A PNG without texts, EXIF, XMP, times or anything behind its end; pixels and colours stay byte for byte. */
export function stripPng(bytes: Buffer, orientation: number): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  for (const { type, start, end } of listChunks(bytes)) {
    if (KEPT.has(type)) kept.push(bytes.subarray(start, end))
    if (type === 'IHDR' && orientation !== 1) kept.push(chunkOf('eXIf', minimalExif(orientation)))
  }
  return Buffer.concat(kept)
}

function chunkOf(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(named.byteLength + 8)
  chunk.writeUInt32BE(data.byteLength)
  named.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(named), chunk.byteLength - 4)
  return chunk
}
