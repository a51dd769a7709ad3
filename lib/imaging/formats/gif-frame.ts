import type { Rect } from './heif-picture'

const [EXTENSION, FRAME] = [0x21, 0x2c]
const MAX_BLOCKS = 10_000

/** Where the first frame of a GIF lies on its screen (GIF89a, 20); null where there is none. */
export function readGifFrame(bytes: Buffer): Rect | null {
  if (bytes.byteLength < 13) return null
  const flags = bytes[10] ?? 0
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  for (let block = 0; block < MAX_BLOCKS && at + 10 <= bytes.byteLength; block++) {
    if (bytes[at] === FRAME) {
      const number = (index: number) => bytes.readUInt16LE(at + 1 + index * 2)
      return { left: number(0), top: number(1), width: number(2), height: number(3) }
    }
    if (bytes[at] !== EXTENSION) return null
    at += 2
    while (at < bytes.byteLength && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0)
    at++
  }
  return null
}
