import { brotliDecompressSync } from 'node:zlib'

const MAX_BOXES = 1000
const MAX_BLOCK = 4 * 1024 * 1024

/** What a JPEG XL file holds for us. */
export interface JxlParts {
  /** The picture alone. */
  codestream: Buffer
  exif: Uint8Array | null
  xmp: Uint8Array | null
}

/** Takes a JPEG XL container (ISO/IEC 18181-2) apart; a codestream alone is its own picture. Of a file that was cut there is what came. */
export function readJxlParts(bytes: Buffer): JxlParts {
  if (bytes.toString('latin1', 4, 8) !== 'JXL ') return { codestream: bytes, exif: null, xmp: null }
  const found: Found = { pieces: [], exif: null, xmp: null }
  let at = 0
  for (let count = 0; at + 8 <= bytes.length && count < MAX_BOXES; count++) {
    const short = bytes.readUInt32BE(at)
    const long = short === 1 && at + 16 <= bytes.length
    const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length - at : short
    const head = long ? 16 : 8
    if (size < head) break
    keep(found, bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + head, at + size))
    at += size
  }
  const { pieces, exif, xmp } = found
  return { codestream: pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces), exif, xmp }
}

interface Found extends Pick<JxlParts, 'exif' | 'xmp'> {
  pieces: Buffer[]
}

function keep(found: Found, type: string, body: Buffer): void {
  if (type === 'jxlc') found.pieces.push(body)
  // Before each piece its number; they come in order.
  else if (type === 'jxlp') found.pieces.push(body.subarray(4))
  else if (type === 'brob') {
    const packed = body.toString('latin1', 0, 4)
    const plain = packed === 'Exif' || packed === 'xml ' ? unpacked(body.subarray(4)) : null
    if (plain) keep(found, packed, plain)
  } else if (type === 'Exif' && body.length > 4) {
    // The first four bytes say where the TIFF structure begins behind them.
    found.exif ??= body.subarray(4 + Math.min(body.readUInt32BE(0), body.length - 4))
  } else if (type === 'xml ') found.xmp ??= body
}

/** Null for what is broken or claims to be huge: the picture is shown without it. */
function unpacked(bytes: Buffer): Buffer | null {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: MAX_BLOCK })
  } catch {
    return null
  }
}
