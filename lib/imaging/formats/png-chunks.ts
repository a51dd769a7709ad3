import { inflateSync } from 'node:zlib'
import { decodeText } from './text'

/** One chunk of a PNG. */
export interface PngChunk {
  type: string
  /** Offset of its length field. */
  start: number
  /** Offset behind its checksum. */
  end: number
  data: Buffer
}

const SIGNATURE_BYTES = 8
const MAX_TEXT_BYTES = 512 * 1024
const MAX_XMP_BYTES = 8 * 1024 * 1024
const XMP_KEYWORD = 'XML:com.adobe.xmp'
const MAX_TEXTS = 500
const RAW_PROFILE = 'Raw profile type '

/** Lists the chunks of a PNG up to IEND (PNG, third edition, 5.3); what follows is not the picture. */
export function listChunks(bytes: Buffer): PngChunk[] {
  const chunks: PngChunk[] = []
  let at = SIGNATURE_BYTES
  while (at + 12 <= bytes.byteLength) {
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.byteLength) break
    const type = bytes.toString('latin1', at + 4, at + 8)
    chunks.push({ type, start: at, end, data: bytes.subarray(at + 8, end - 4) })
    if (type === 'IEND') break
    at = end
  }
  return chunks
}

interface PngBlocks {
  exif: Uint8Array | null
  xmp: Uint8Array | null
  otherXmp: Uint8Array[]
  iptc: Uint8Array | null
  comments: { keyword: string; text: string }[]
}

/** The metadata of a PNG: the eXIf chunk, texts, XMP, and the hexadecimal profiles that ImageMagick writes as text. */
export function readPngBlocks(bytes: Buffer): PngBlocks {
  const found: PngBlocks = { exif: null, xmp: null, otherXmp: [], iptc: null, comments: [] }
  let texts = 0
  for (const { type, data } of listChunks(bytes)) {
    if (type === 'eXIf') found.exif ??= data
    if (!['tEXt', 'zTXt', 'iTXt'].includes(type) || ++texts > MAX_TEXTS) continue
    const entry = readText(type, data)
    if (!entry) continue
    if (entry.keyword === XMP_KEYWORD) keepXmp(entry.bytes, found)
    else if (entry.keyword.startsWith(RAW_PROFILE))
      keepProfile(entry.keyword.slice(RAW_PROFILE.length).toLowerCase(), unhex(entry.bytes), found)
    else found.comments.push({ keyword: entry.keyword, text: decodeText(entry.bytes) })
  }
  return found
}

function readText(type: string, data: Buffer): { keyword: string; bytes: Buffer } | null {
  const end = data.indexOf(0)
  if (end < 1 || end > 79) return null
  const keyword = data.toString('latin1', 0, end)
  if (type === 'tEXt') return { keyword, bytes: data.subarray(end + 1) }
  if (type === 'zTXt') return inflated(keyword, data.subarray(end + 2))
  const language = data.indexOf(0, end + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return null
  const body = data.subarray(translated + 1)
  return data[end + 1] === 1 ? inflated(keyword, body) : { keyword, bytes: body }
}

/** A text that grows beyond the cap is a bomb and left out. */
function inflated(keyword: string, bytes: Buffer): { keyword: string; bytes: Buffer } | null {
  try {
    const maxOutputLength = keyword === XMP_KEYWORD ? MAX_XMP_BYTES : MAX_TEXT_BYTES
    return { keyword, bytes: inflateSync(bytes, { maxOutputLength }) }
  } catch {
    return null
  }
}

function keepXmp(bytes: Buffer, found: PngBlocks): void {
  if (found.xmp === null) found.xmp = bytes
  else found.otherXmp.push(bytes)
}

function keepProfile(kind: string, bytes: Buffer, found: PngBlocks): void {
  if (kind === 'iptc' || kind === '8bim') found.iptc ??= bytes
  else if (kind === 'xmp') found.xmp ??= bytes
  else if (kind === 'exif' || bytes.toString('latin1', 0, 4) === 'Exif') found.exif ??= bytes
  else if (kind === 'app1') found.xmp ??= bytes.subarray(bytes.indexOf(0) + 1)
}

/** A newline, the name, the length and the digits, in lines. */
function unhex(text: Buffer): Buffer {
  const match = /^\n?[^\n]*\n\s*(\d+)\n([0-9a-fA-F\s]*)/.exec(text.toString('latin1'))
  return Buffer.from((match?.[2] ?? '').replaceAll(/\s+/g, ''), 'hex').subarray(0, Number(match?.[1] ?? 0))
}
