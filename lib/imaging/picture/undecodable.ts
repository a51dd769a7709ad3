import { DecodeFailure } from '../decoded/decode-failure'
import { holdsFilmAlone } from '../formats/heif-items'
import { listSegments } from '../formats/jpeg-segments'
import type { Headed } from './opened'
import type { TiffPage } from './tiff-pages'

/** TIFF's packings that are not decoded here (TIFF's registered compression numbers). */
const PACKINGS: Record<number, string> = {
  6: 'JPEG in its old form',
  9: 'JBIG',
  10: 'JBIG',
  262: 'Kodak 262',
  32766: 'NeXT',
  32769: 'packed raw',
  32809: 'ThunderScan',
  33003: 'JPEG 2000',
  33005: 'JPEG 2000',
  34661: 'JBIG',
  34676: 'SGI LogLuv',
  34677: 'SGI LogLuv',
  34712: 'JPEG 2000',
  34713: 'Nikon NEF',
  34887: 'LERC',
  34925: 'LZMA',
  34892: 'lossy JPEG of DNG',
  34926: 'ZSTD',
  50000: 'ZSTD',
  50002: 'JPEG XL',
  52546: 'JPEG XL',
}
/** What libtiff unpacks in sharp's binaries; other numbers are some program's own. */
const UNPACKED = new Set([0, 1, 2, 3, 4, 5, 7, 8, 32773, 32946, 50001])
const START_OF_SCAN = 0xda
const BITS = new Set([1, 2, 4, 8, 16, 32])
/** Frames of a JPEG (ITU T.81, table B.1) that are not decoded: the lossless and the hierarchical ones. */
const FRAMES: Record<number, string> = {
  195: 'without loss',
  197: 'in layers',
  198: 'in layers',
  199: 'without loss, in layers',
  203: 'without loss',
  205: 'in layers',
  206: 'in layers',
  207: 'without loss, in layers',
  247: 'as JPEG-LS',
}

interface Undecoded extends Pick<Headed, 'bytes' | 'mediaType'> {
  page: TiffPage | null
}

/** Why a file whose pixels could not be read is no damaged one: it is of a kind that is not decoded. Null where none is known. */
export function undecodable({ bytes, mediaType, page }: Undecoded): DecodeFailure | null {
  if (mediaType === 'image/jpeg') return undecodableJpeg(bytes)
  if (mediaType === 'image/png' && bytes.toString('latin1', 12, 16) === 'CgBI')
    return notDecoded(
      'This PNG is packed as the programs of iPhones carry it, which is not decoded here. Saved as an ordinary PNG it can be shown.',
    )
  if (mediaType === 'image/avif') return undecodableHeif(bytes)
  const compression = page?.compression ?? 0
  const packing = PACKINGS[compression] ?? (UNPACKED.has(compression) ? undefined : `compression ${compression}`)
  if (mediaType === 'image/tiff' && page && !BITS.has(page.bits)) {
    return notDecoded(
      `This TIFF has ${page.bits} bits a colour, which is not decoded here. Saved with 8, 16 or 32 bits it can be shown.`,
    )
  }
  if (mediaType !== 'image/tiff' || packing === undefined) return null
  return notDecoded(
    `This TIFF is packed as ${packing}, which is not decoded here. Saved with LZW, Deflate or no packing it can be shown.`,
  )
}

/** A HEIF or AVIF that is all film; null for all others. */
export function undecodableHeif(bytes: Buffer): DecodeFailure | null {
  if (!holdsFilmAlone(bytes)) return null
  return notDecoded(
    'This file holds moving pictures alone and no still, which is not decoded here. One of its pictures saved as JPEG can be shown.',
  )
}

/** Whether the pixels of a JPEG begin at all. */
export function hasScan(bytes: Buffer): boolean {
  const { end } = listSegments(bytes, true)
  return bytes[end] === 0xff && bytes[end + 1] === START_OF_SCAN
}

/** A JPEG of a kind that is not decoded, by its frame; null for all others. */
export function undecodableJpeg(bytes: Buffer): DecodeFailure | null {
  for (const { marker, payload } of listSegments(bytes, true).segments) {
    const how = FRAMES[marker]
    if (how)
      return notDecoded(
        `This JPEG is coded ${how}, which is not decoded here. Saved as an ordinary JPEG, or as PNG, it can be shown.`,
      )
    const precise = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker) && payload[0] !== 8
    if (precise)
      return notDecoded(
        `This JPEG has ${payload[0] ?? 0} bits a colour instead of 8, which is not decoded here. Saved as an ordinary JPEG, or as PNG, it can be shown.`,
      )
  }
  return null
}

function notDecoded(reason: string): DecodeFailure {
  return new DecodeFailure(reason, { retry: false })
}
