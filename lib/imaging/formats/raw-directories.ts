/** One entry of an image file directory: `at` is where its value lies, `field` where the entry itself does. */
export interface RawEntry {
  type: number
  count: number
  at: number
  field: number
}

export type RawDirectory = Map<number, RawEntry>

/** A directory that is to be read; `below` which of the chain it is a sub-directory of, null where it lies deeper. */
interface Waiting {
  start: number
  below?: { page: number | null; index: number } | undefined
}

const WIDTHS: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 9: 4, 13: 4, 16: 8, 18: 8 }
/** The number where TIFF has 42. */
const BIG = 43
const MAX_DIRECTORIES = 32
const MAX_ENTRIES = 512
const MAX_CHILDREN = 16
const SUB_IFDS = 0x14a

/**
 * The chain of directories of a TIFF structure (or BigTIFF) with their sub-directories (TIFF 6.0, section 2; TIFF/EP, ISO 12234-2), also of raw
 * files that write another number than 42 into the header. Bounded: no directory twice, no more than 32, nothing outside the bytes.
 */
export class RawDirectories {
  readonly all: RawDirectory[] = []
  /** Those of the chain, in order. */
  readonly chain: RawDirectory[] = []
  /** Those below one of the chain, with the number of both. */
  readonly subs: { directory: RawDirectory; page: number; index: number }[] = []
  readonly little: boolean
  /** Whether counts and offsets have 64 bits. */
  readonly big: boolean
  private readonly view: DataView
  private readonly seen = new Set<number>()

  /** @param bytes starts with II or MM */
  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.little = bytes[0] === 0x49
    this.big = bytes.byteLength >= 16 && this.view.getUint16(2, this.little) === BIG
    if (bytes.byteLength < 8) return
    const waiting: Waiting[] = [{ start: this.wide(this.big ? 8 : 4) }]
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (this.all.length >= MAX_DIRECTORIES) return
      waiting.push(...this.read(next))
    }
  }

  /** The value of a directory's tag: its first number, as long as it is a whole one. */
  number(directory: RawDirectory, tag: number): number | null {
    return this.numbers(directory, tag, 1)[0] ?? null
  }

  numbers(directory: RawDirectory, tag: number, most: number): number[] {
    const entry = directory.get(tag)
    if (!entry) return []
    const { view, little } = this
    return Array.from({ length: Math.min(entry.count, most) }, (_, index) => {
      if (entry.type === 3) return view.getUint16(entry.at + index * 2, little)
      if (entry.type === 16 || entry.type === 18) return Number(view.getBigUint64(entry.at + index * 8, little))
      return entry.type === 4 || entry.type === 13 ? view.getUint32(entry.at + index * 4, little) : Number.NaN
    }).filter((value) => Number.isSafeInteger(value))
  }

  /** The bytes of a directory's tag, whatever they are. */
  opaque(directory: RawDirectory, tag: number): Uint8Array | null {
    const entry = directory.get(tag)
    return entry ? this.bytes.subarray(entry.at, entry.at + entry.count * (WIDTHS[entry.type] ?? 0)) : null
  }

  /** Reads one directory; returns where its sub-directories and its successor begin. */
  private read({ start, below }: Waiting): Waiting[] {
    const { view, little } = this
    const [countBytes, entryBytes, offsetBytes] = this.big ? [8, 20, 8] : [2, 12, 4]
    if (start < 8 || start + countBytes > view.byteLength || this.seen.has(start)) return []
    this.seen.add(start)
    const count = this.big ? this.wide(start) : view.getUint16(start, little)
    const directory: RawDirectory = new Map()
    for (let index = 0; index < Math.min(count, MAX_ENTRIES); index++) {
      const field = start + countBytes + index * entryBytes
      if (field + entryBytes > view.byteLength) break
      const entry = this.entry(field, offsetBytes)
      if (entry) directory.set(view.getUint16(field, little), entry)
    }
    this.all.push(directory)
    const page = this.chain.length
    if (!below) this.chain.push(directory)
    else if (below.page !== null) this.subs.push({ directory, page: below.page, index: below.index })
    const end = start + countBytes + count * entryBytes
    const next = count <= MAX_ENTRIES && end + offsetBytes <= view.byteLength ? [{ start: this.wide(end), below }] : []
    const subs = this.numbers(directory, SUB_IFDS, MAX_CHILDREN)
    return [...subs.map((sub, index) => ({ start: sub, below: { page: below ? null : page, index } })), ...next]
  }

  private entry(field: number, offsetBytes: number): RawEntry | null {
    const { view, little } = this
    const type = view.getUint16(field + 2, little)
    const width = WIDTHS[type]
    if (width === undefined) return null
    const count = this.wide(field + 4)
    const value = field + 4 + offsetBytes
    const at = width * count <= offsetBytes ? value : this.wide(value)
    return at + width * count <= view.byteLength ? { type, count, at, field } : null
  }

  /** A count or an offset. */
  private wide(at: number): number {
    const { view, little } = this
    return this.big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little)
  }
}
