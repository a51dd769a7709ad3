const NAME = Buffer.from('ICC_PROFILE\0', 'latin1')
const APP0 = 0xe0
const APP2 = 0xe2
/** A segment holds 65,533 bytes, less the name and the two counters. */
const MAX_PART = 65_533 - NAME.byteLength - 2

/** Puts a colour profile into a JPEG that has none (ICC.1:2022, B.4), in as many segments as it needs. */
export function embedProfile(jpeg: Buffer, profile: Uint8Array): Buffer {
  const count = Math.ceil(profile.byteLength / MAX_PART)
  const parts = Array.from({ length: count }, (_, index) => {
    const part = profile.subarray(index * MAX_PART, (index + 1) * MAX_PART)
    const head = Buffer.from([0xff, APP2, 0, 0])
    head.writeUInt16BE(2 + NAME.byteLength + 2 + part.byteLength, 2)
    return Buffer.concat([head, NAME, Buffer.from([index + 1, count]), part])
  })
  // JFIF's own segment stays the first.
  const at = jpeg[3] === APP0 ? 4 + jpeg.readUInt16BE(4) : 2
  return Buffer.concat([jpeg.subarray(0, at), ...parts, jpeg.subarray(at)])
}
