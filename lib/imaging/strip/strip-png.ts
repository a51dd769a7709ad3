import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { cleanProfile } from '../formats/clean-profile'
import { listChunks } from '../formats/png-chunks'
import { minimalExif } from './minimal-exif'

/** Chunks that decide how the picture looks or moves; texts, times, EXIF and unknown chunks go. */
const KEPT = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs', 'cICP', 'mDCV', 'cLLI'],
  ...['acTL', 'fcTL', 'fdAT'],
])

const MOST_PROFILE_BYTES = 4 * 1024 * 1024

/** A PNG without texts, EXIF, XMP, times or anything behind its end; pixels and colours stay byte for byte. */
export function stripPng(bytes: Buffer, orientation: number): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  for (const { type, start, end } of listChunks(bytes)) {
    if (type === 'iCCP') kept.push(...profileOf(bytes.subarray(start + 8, end - 4)))
    else if (KEPT.has(type)) kept.push(bytes.subarray(start, end))
    if (type === 'IHDR' && orientation !== 1) kept.push(chunkOf('eXIf', minimalExif(orientation)))
  }
  return Buffer.concat(kept)
}

/** The profile under a name that tells nothing; none where it cannot be read. */
function profileOf(data: Buffer): Buffer[] {
  const name = data.indexOf(0)
  try {
    const profile = inflateSync(data.subarray(name + 2), { maxOutputLength: MOST_PROFILE_BYTES })
    return [chunkOf('iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(cleanProfile(profile))]))]
  } catch {
    // Broken: no reader takes it either, and the picture is shown without.
    return []
  }
}

function chunkOf(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(named.byteLength + 8)
  chunk.writeUInt32BE(data.byteLength)
  named.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(named), chunk.byteLength - 4)
  return chunk
}
