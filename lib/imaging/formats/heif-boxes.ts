/** Bytes from `start` up to `end`, of the file. */
export interface HeifExtent {
  start: number
  end: number
}

/** A box of ISO/IEC 14496-12: what is in it, and where its header begins. */
export interface Box extends HeifExtent {
  type: string
  head: number
}

/**
 * How boxes are read. Tolerant: for what is shown and told; what lies outside the bytes is left out, and numbers are bounded. Strict: for what goes out
 * to others; a box that does not fit ends the list, and what is not fully understood is nothing.
 */
export type Strictness = 'tolerant' | 'strict'

const MAX_BOXES = 20_000
const MAX_EXTENTS = 100_000

/** The boxes between two offsets. */
export function listBoxes(bytes: Buffer, start: number, end: number, how: Strictness): Box[] {
  const strict = how === 'strict'
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end && (strict || boxes.length < MAX_BOXES); ) {
    const short = bytes.readUInt32BE(at)
    const long = short === 1 && at + 16 <= end
    const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? end - at : short
    const head = long ? 16 : 8
    if (size < (strict ? 8 : head) || (strict && at + size > end)) break
    const type = bytes.toString('latin1', at + 4, at + 8)
    boxes.push({ type, head: at, start: at + head, end: Math.min(at + size, end) })
    at += size
  }
  return boxes
}

/** Reads numbers of varying width one after another; throws RangeError behind the last byte. */
export class Numbers {
  constructor(
    private readonly bytes: Buffer,
    public at: number,
  ) {}

  take(width: number): number {
    if (width === 0) return 0
    const value = width === 8 ? Number(this.bytes.readBigUInt64BE(this.at)) : this.bytes.readUIntBE(this.at, width)
    this.at += width
    return value
  }
}

/** The number of the primary item (`pitm`). Throws RangeError where it is cut. */
export function readPrimaryId(bytes: Buffer, { start }: Box): number {
  return bytes[start] === 0 ? bytes.readUInt16BE(start + 4) : bytes.readUInt32BE(start + 4)
}

/** Where the list of items in `iinf` begins. */
export function startOfInfos(bytes: Buffer, iinf: Box): number {
  return iinf.start + (bytes[iinf.start] === 0 ? 6 : 8)
}

interface ItemInfo {
  type: string
  contentType: string
  contentEncoding: string
}

/** What items there are (`iinf`), by number; of a `mime` item what it is. */
export function readInfos(bytes: Buffer, iinf: Box | undefined, how: Strictness): Map<number, ItemInfo> {
  const items = new Map<number, ItemInfo>()
  if (!iinf) return items
  for (const infe of listBoxes(bytes, startOfInfos(bytes, iinf), iinf.end, how)) {
    const version = bytes[infe.start] ?? 0
    if (infe.type !== 'infe' || version < 2) continue
    if (how === 'strict' && infe.start + 16 > bytes.byteLength) continue
    const id = version === 2 ? bytes.readUInt16BE(infe.start + 4) : bytes.readUInt32BE(infe.start + 4)
    const at = infe.start + (version === 2 ? 8 : 10)
    const type = bytes.toString('latin1', at, at + 4)
    const [, contentType = '', contentEncoding = ''] = bytes
      .toString('latin1', at + 4, Math.min(infe.end, at + 400))
      .split('\0')
    const told = type === 'mime' ? { contentType, contentEncoding } : { contentType: '', contentEncoding: '' }
    items.set(id, { type, ...told })
  }
  return items
}

/**
 * Where the bytes of the items lie (`iloc`), by number.
 * @returns null, if strict, where one lies in another file or is made in a way that is not known. Throws RangeError where the box is cut.
 */
export function readPlaces(
  bytes: Buffer,
  iloc: Box,
  idat: Box | undefined,
  how: Strictness,
): Map<number, HeifExtent[]> | null {
  const strict = how === 'strict'
  const places = new Map<number, HeifExtent[]>()
  const numbers = new Numbers(bytes, iloc.start)
  const version = numbers.take(1)
  numbers.take(3)
  const sizes = numbers.take(2)
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15]
  let left = strict ? Number.POSITIVE_INFINITY : MAX_EXTENTS
  for (let count = numbers.take(version < 2 ? 2 : 4); count > 0 && (strict || numbers.at < iloc.end); count--) {
    const id = numbers.take(version < 2 ? 2 : 4)
    const method = version > 0 ? numbers.take(2) & 15 : 0
    const elsewhere = numbers.take(2) !== 0 || method > 1 || (method === 1 && !idat)
    if (elsewhere && strict) return null
    const base = numbers.take(baseSize) + (method === 1 ? (idat?.start ?? 0) : 0)
    const extents = strict ? [] : (places.get(id) ?? [])
    for (let extent = numbers.take(2); extent > 0 && left > 0; extent--, left--) {
      if (version > 0) numbers.take(indexSize)
      const start = base + numbers.take(offsetSize)
      const length = numbers.take(lengthSize)
      if (!elsewhere) extents.push({ start, end: length === 0 ? bytes.byteLength : start + length })
    }
    places.set(id, extents)
  }
  return places
}
