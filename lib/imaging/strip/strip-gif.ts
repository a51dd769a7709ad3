/** Application extensions that belong to the picture: looping. A colour profile is none: no browser reads it there. */
const KEPT_APPLICATIONS = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0'])
const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
const GRAPHIC_CONTROL = 0xf9
const APPLICATION = 0xff

/** A GIF without comments, texts, XMP and other application data, or anything behind its end (GIF89a, 12–27). */
export function stripGif(bytes: Buffer): Buffer {
  const kept: Buffer[] = []
  const headEnd = 13 + tableBytes(bytes[10] ?? 0)
  kept.push(bytes.subarray(0, headEnd))
  let at = headEnd
  while (at < bytes.byteLength && bytes[at] !== TRAILER) {
    const start = at
    if (bytes[at] === EXTENSION) {
      const label = bytes[at + 1]
      at = skipBlocks(bytes, at + 2)
      const application =
        label === APPLICATION && KEPT_APPLICATIONS.has(bytes.toString('latin1', start + 3, start + 14))
      if (label === GRAPHIC_CONTROL || application) kept.push(bytes.subarray(start, at))
    } else if (bytes[at] === IMAGE) {
      at = skipBlocks(bytes, at + 11 + tableBytes(bytes[at + 9] ?? 0))
      kept.push(bytes.subarray(start, at))
    } else at++
  }
  kept.push(Buffer.from([TRAILER]))
  return Buffer.concat(kept)
}

function tableBytes(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0
}

function skipBlocks(bytes: Buffer, start: number): number {
  let at = start
  while (at < bytes.byteLength && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0)
  return Math.min(bytes.byteLength, at + 1)
}
