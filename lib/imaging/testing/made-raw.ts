export type RawField = { shorts: number[] } | { longs: number[] } | { text: string } | { bytes: Uint8Array }
export type RawFields = Record<number, RawField>

/** Builds files with the TIFF structure of raw files: pictures first, then directories that point at them and at each other. */
export class MadeRaw {
  private readonly parts: Buffer[]
  private length: number

  /** @param magic the number where TIFF has 42 @param extra stands behind the header (CR2's mark) */
  constructor(
    private readonly order: 'II' | 'MM' = 'II',
    private readonly magic = 42,
    extra: Buffer = Buffer.alloc(0),
  ) {
    this.parts = [Buffer.alloc(8), extra]
    this.length = 8 + extra.length
  }

  /** Puts bytes into the file; returns where they lie. */
  put(bytes: Uint8Array): number {
    const at = this.length
    this.parts.push(Buffer.from(bytes))
    this.length += bytes.byteLength
    return at
  }

  /** The fields of a directory whose JPEG is stored as a thumbnail is. */
  jpeg(bytes: Uint8Array): RawFields {
    return { 513: { longs: [this.put(bytes)] }, 514: { longs: [bytes.byteLength] } }
  }

  /** The fields of a directory whose picture is one strip. */
  strip(bytes: Uint8Array, compression: number): RawFields {
    return {
      259: { shorts: [compression] },
      273: { longs: [this.put(bytes)] },
      279: { longs: [bytes.byteLength] },
    }
  }

  directory(fields: RawFields, next = 0): number {
    const entries = Object.entries(fields).map(([tag, field]) => {
      const [type, count, bytes] = this.encode(field)
      const value =
        bytes.length <= 4 ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]) : this.long(this.put(bytes))
      return Buffer.concat([this.short(Number(tag)), this.short(type), this.long(count), value])
    })
    return this.put(Buffer.concat([this.short(entries.length), ...entries, this.long(next)]))
  }

  finish(first: number): Buffer {
    this.parts[0] = Buffer.concat([Buffer.from(this.order), this.short(this.magic), this.long(first)])
    return Buffer.concat(this.parts)
  }

  private encode(field: RawField): [type: number, count: number, bytes: Buffer] {
    if ('shorts' in field) return [3, field.shorts.length, Buffer.concat(field.shorts.map((one) => this.short(one)))]
    if ('longs' in field) return [4, field.longs.length, Buffer.concat(field.longs.map((one) => this.long(one)))]
    if ('bytes' in field) return [7, field.bytes.byteLength, Buffer.from(field.bytes)]
    return [2, field.text.length + 1, Buffer.from(`${field.text}\0`)]
  }

  private short(value: number): Buffer {
    const bytes = Buffer.alloc(2)
    if (this.order === 'II') bytes.writeUInt16LE(value)
    else bytes.writeUInt16BE(value)
    return bytes
  }

  private long(value: number): Buffer {
    const bytes = Buffer.alloc(4)
    if (this.order === 'II') bytes.writeUInt32LE(value)
    else bytes.writeUInt32BE(value)
    return bytes
  }
}

/** One box of an ISO 14496-12 file. */
export function madeBox(type: string, ...body: Uint8Array[]): Buffer {
  const content = Buffer.concat(body)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** A JPEG with lossless coding (SOF3) as raw files hold sensor data: a header that says so, and noise. */
export function losslessJpeg(width: number, height: number): Buffer {
  const frame = Buffer.from('ffd8ffc3001102000000000200110001110002110000', 'hex')
  frame.writeUInt16BE(height, 7)
  frame.writeUInt16BE(width, 9)
  return Buffer.concat([frame, Buffer.alloc(2000, 0x5a)])
}
