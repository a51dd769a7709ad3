/** A value of a made tag: text (with its NUL), 16-bit numbers, 32-bit numbers, rationals or bytes. */
export type MadeValue =
  | string
  | { shorts: number[] }
  | { longs: number[] }
  | { rationals: [number, number][] }
  | { bytes: number[] }

export interface MadeDirectory {
  [tag: number]: MadeValue
}

/** Builds a TIFF structure with an IFD0 and, where given, EXIF and GPS directories. */
export function makeTiff(
  main: MadeDirectory,
  exif: MadeDirectory = {},
  gps: MadeDirectory = {},
  order: 'II' | 'MM' = 'MM',
): Buffer {
  const little = order === 'II'
  const parts: Buffer[] = [Buffer.alloc(8)]
  let length = 8
  const put = (bytes: Buffer): number => {
    const at = length
    parts.push(bytes)
    length += bytes.byteLength
    return at
  }
  const number = (value: number, width: 2 | 4): Buffer => {
    const bytes = Buffer.alloc(width)
    if (width === 2) little ? bytes.writeUInt16LE(value) : bytes.writeUInt16BE(value)
    else little ? bytes.writeUInt32LE(value) : bytes.writeUInt32BE(value)
    return bytes
  }
  const encode = (value: MadeValue): [type: number, count: number, bytes: Buffer] => {
    if (typeof value === 'string') {
      const bytes = Buffer.from(`${value}\0`)
      return [2, bytes.byteLength, bytes]
    }
    if ('shorts' in value) return [3, value.shorts.length, Buffer.concat(value.shorts.map((one) => number(one, 2)))]
    if ('longs' in value) return [4, value.longs.length, Buffer.concat(value.longs.map((one) => number(one, 4)))]
    if ('bytes' in value) return [7, value.bytes.length, Buffer.from(value.bytes)]
    return [5, value.rationals.length, Buffer.concat(value.rationals.flat().map((one) => number(one, 4)))]
  }
  const directory = (tags: MadeDirectory): number => {
    const entries = Object.entries(tags).map(([tag, value]) => {
      const [type, count, bytes] = encode(value)
      const field =
        bytes.byteLength <= 4 ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.byteLength)]) : number(put(bytes), 4)
      return Buffer.concat([number(Number(tag), 2), number(type, 2), number(count, 4), field])
    })
    return put(Buffer.concat([number(entries.length, 2), ...entries, number(0, 4)]))
  }
  const pointers: MadeDirectory = {}
  if (Object.keys(exif).length > 0) pointers[0x8769] = { longs: [directory(exif)] }
  if (Object.keys(gps).length > 0) pointers[0x8825] = { longs: [directory(gps)] }
  const first = directory({ ...main, ...pointers })
  parts[0] = Buffer.concat([Buffer.from(order), number(42, 2), number(first, 4)])
  return Buffer.concat(parts)
}
