/** Bytes from `start` up to `end`, of the file. */
export interface HeifExtent {
  start: number
  end: number
}

/** One property of an item, and where the item says that it has it. */
export interface HeifProperty extends HeifExtent {
  type: string
  /** Where the association stands in `ipma`, and in how many bytes. */
  at: number
  width: 1 | 2
}

export interface HeifItem {
  id: number
  type: string
  /** Of a `mime` item what it is. */
  contentType: string
  extents: HeifExtent[]
  properties: HeifProperty[]
}

export interface HeifReference {
  type: string
  from: number
  to: number[]
}

/** The items of a HEIF file (ISO/IEC 23008-12; ISO/IEC 14496-12, 8.11): pictures, their parts, metadata. */
export interface HeifItems {
  brands: string[]
  primary: HeifItem
  items: Map<number, HeifItem>
  references: HeifReference[]
}

interface Box extends HeifExtent {
  type: string
  /** Where its header begins. */
  head: number
}

const MAX_BOXES = 20_000
const MAX_NUMBERS = 100_000

/**
 * Reads the items of a HEIC or AVIF file. Tolerant: what lies outside the bytes is left out. Bounded by the numbers above.
 * @returns null where there is no primary item
 */
export function readHeifItems(bytes: Buffer): HeifItems | null {
  try {
    return readItems(bytes)
  } catch (error) {
    // Node's reader throws where a number lies outside the bytes: the file is cut or lies.
    if (error instanceof RangeError) return null
    throw error
  }
}

function readItems(bytes: Buffer): HeifItems | null {
  const top = listBoxes(bytes, 0, bytes.byteLength)
  const meta = top.find(({ type }) => type === 'meta')
  if (!meta) return null
  const boxes = listBoxes(bytes, meta.start + 4, meta.end)
  const child = (type: string) => boxes.find((box) => box.type === type)
  const items = readInfos(bytes, child('iinf'))
  readPlaces(bytes, child('iloc'), child('idat'), items)
  readProperties(bytes, child('iprp'), items)
  const pitm = child('pitm')
  const primary =
    pitm && items.get(bytes[pitm.start] === 0 ? bytes.readUInt16BE(pitm.start + 4) : bytes.readUInt32BE(pitm.start + 4))
  if (!primary) return null
  return { brands: readBrands(bytes), primary, items, references: readReferences(bytes, child('iref')) }
}

/** The brands of a file, the major one first. */
export function readBrands(bytes: Uint8Array): string[] {
  if (bytes.byteLength < 16) return []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = Math.min(view.getUint32(0), bytes.byteLength)
  const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  const brands = [text(8)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text(at))
  return brands
}

function listBoxes(bytes: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end && boxes.length < MAX_BOXES; ) {
    const short = bytes.readUInt32BE(at)
    const long = short === 1 && at + 16 <= end
    const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? end - at : short
    const head = long ? 16 : 8
    if (size < head) break
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      head: at,
      start: at + head,
      end: Math.min(at + size, end),
    })
    at += size
  }
  return boxes
}

function readInfos(bytes: Buffer, iinf: Box | undefined): Map<number, HeifItem> {
  const items = new Map<number, HeifItem>()
  if (!iinf) return items
  for (const infe of listBoxes(bytes, iinf.start + (bytes[iinf.start] === 0 ? 6 : 8), iinf.end)) {
    const version = bytes[infe.start] ?? 0
    if (infe.type !== 'infe' || version < 2) continue
    const id = version === 2 ? bytes.readUInt16BE(infe.start + 4) : bytes.readUInt32BE(infe.start + 4)
    const at = infe.start + (version === 2 ? 8 : 10)
    const type = bytes.toString('latin1', at, at + 4)
    const [, contentType = ''] = bytes.toString('latin1', at + 4, Math.min(infe.end, at + 400)).split('\0')
    items.set(id, { id, type, contentType: type === 'mime' ? contentType : '', extents: [], properties: [] })
  }
  return items
}

/** Reads numbers of varying width one after another. */
class Numbers {
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

function readPlaces(bytes: Buffer, iloc: Box | undefined, idat: Box | undefined, items: Map<number, HeifItem>): void {
  if (!iloc) return
  const numbers = new Numbers(bytes, iloc.start)
  const version = numbers.take(1)
  numbers.take(3)
  const sizes = numbers.take(2)
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15]
  let left = MAX_NUMBERS
  for (let count = numbers.take(version < 2 ? 2 : 4); count > 0 && numbers.at < iloc.end; count--) {
    const item = items.get(numbers.take(version < 2 ? 2 : 4))
    const method = version > 0 ? numbers.take(2) & 15 : 0
    const elsewhere = numbers.take(2) !== 0 || method > 1 || (method === 1 && !idat)
    const base = numbers.take(baseSize) + (method === 1 ? (idat?.start ?? 0) : 0)
    for (let extent = numbers.take(2); extent > 0 && left > 0; extent--, left--) {
      if (version > 0) numbers.take(indexSize)
      const start = base + numbers.take(offsetSize)
      const length = numbers.take(lengthSize)
      if (!elsewhere) item?.extents.push({ start, end: length === 0 ? bytes.byteLength : start + length })
    }
  }
}

function readProperties(bytes: Buffer, iprp: Box | undefined, items: Map<number, HeifItem>): void {
  if (!iprp) return
  const boxes = listBoxes(bytes, iprp.start, iprp.end)
  const ipco = boxes.find(({ type }) => type === 'ipco')
  const all = ipco ? listBoxes(bytes, ipco.start, ipco.end) : []
  for (const ipma of boxes.filter(({ type }) => type === 'ipma')) {
    const numbers = new Numbers(bytes, ipma.start)
    const version = numbers.take(1)
    const width = numbers.take(3) & 1 ? 2 : 1
    for (let count = numbers.take(4); count > 0 && numbers.at < ipma.end; count--) {
      const item = items.get(numbers.take(version < 1 ? 2 : 4))
      for (let entries = numbers.take(1); entries > 0 && numbers.at < ipma.end; entries--) {
        const { at } = numbers
        const box = all[(numbers.take(width) & (width === 2 ? 0x7fff : 0x7f)) - 1]
        if (box) item?.properties.push({ type: box.type, start: box.start, end: box.end, at, width })
      }
    }
  }
}

function readReferences(bytes: Buffer, iref: Box | undefined): HeifReference[] {
  if (!iref) return []
  const width = bytes[iref.start] === 0 ? 2 : 4
  return listBoxes(bytes, iref.start + 4, iref.end).map(({ type, start, end }) => {
    const numbers = new Numbers(bytes, start)
    const from = numbers.take(width)
    const to: number[] = []
    for (let count = numbers.take(2); count > 0 && numbers.at + width <= end; count--) to.push(numbers.take(width))
    return { type, from, to }
  })
}

/** The bytes of an item, as far as they are in the file. */
export function itemBytes(bytes: Buffer, { extents }: HeifItem): Buffer {
  return extents.length === 1 && extents[0]
    ? bytes.subarray(extents[0].start, extents[0].end)
    : Buffer.concat(extents.map(({ start, end }) => bytes.subarray(start, end)))
}
