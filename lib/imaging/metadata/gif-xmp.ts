const MARK = Buffer.from('XMP DataXMP', 'latin1')
/** XMP in GIF (XMP specification part 3, 1.1.2): the packet stands raw behind the application extension, ended by a magic trailer. */
const TRAILER_START = 0x01

/** The XMP packet of a GIF, or null. */
export function readGifXmp(bytes: Buffer): Uint8Array | null {
  const at = bytes.indexOf(MARK)
  if (at < 0) return null
  const start = at + MARK.length
  const end = bytes.indexOf(Buffer.from([TRAILER_START, 0xff, 0xfe, 0xfd]), start)
  return end < 0 ? null : bytes.subarray(start, end)
}
