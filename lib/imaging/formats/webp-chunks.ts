/** One chunk of RIFF (RFC 9649, 2.3). */
export interface WebpChunk {
  name: string
  data: Buffer
}

const HEAD = 12
/** What a file may claim to be longer than it is: zeros take its place in memory. */
const MOST_MISSING = 64 * 1024 * 1024

/** The chunks that stand in some bytes, one behind the other; the last may be cut. */
export function* webpChunks(bytes: Buffer): Generator<WebpChunk> {
  for (let at = 0; at + 8 <= bytes.byteLength; ) {
    const data = bytes.subarray(at + 8, at + 8 + bytes.readUInt32LE(at + 4))
    yield { name: bytes.toString('latin1', at, at + 4), data }
    at += 8 + data.byteLength + (data.byteLength % 2)
  }
}

/** EXIF and XMP of a WebP, also where its head does not say that there are any: writers forget to. */
export function readWebpBlocks(bytes: Buffer): { exif: Buffer | null; xmp: Buffer | null } {
  const chunks = [...webpChunks(bytes.subarray(HEAD))]
  const find = (name: string) => chunks.find((chunk) => chunk.name === name)?.data ?? null
  return { exif: find('EXIF'), xmp: find('XMP ') }
}

/** A WebP that was cut off, with zeros up to the length it says: its decoder refuses it otherwise, and shows what there is then. */
export function wholeWebp(bytes: Buffer): Buffer {
  const missing = bytes.byteLength < HEAD ? 0 : bytes.readUInt32LE(4) + 8 - bytes.byteLength
  return missing > 0 && missing <= MOST_MISSING ? Buffer.concat([bytes, Buffer.alloc(missing)]) : bytes
}
