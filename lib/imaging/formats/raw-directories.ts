/** One entry of an image file directory: `at` is where its value lies. */
export interface RawEntry {
  type: number
  count: number
  at: number
}

export type RawDirectory = Map<number, RawEntry>

/** A directory that is to be read; `below` which of the chain it is a sub-directory of, null where it lies deeper. */
interface Waiting {
  start: number
  below?: { page: number | null; index: number } | undefined
}

const WIDTHS: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 9: 4, 13: 4, 16: 8 }
const MAX_DIRECTORIES = 32
const MAX_ENTRIES = 512
const MAX_CHILDREN = 16
const SUB_IFDS = 0x14a

/**
 * The chain of directories of a TIFF structure with their sub-directories (TIFF 6.0, section 2; TIFF/EP, ISO 12234-2), also of raw
 * files that write another number than 42 into the header. Bounded: no directory twice, no more than 32, nothing outside the bytes.
 */
export class RawDirectories {
  readonly all: RawDirectory[] = []
  /** Those of the chain, in order. */
  readonly chain: RawDirectory[] = []
  /** Those below one of the chain, with the number of both. */
  readonly subs: { directory: RawDirectory; page: number; index: number }[] = []
  private readonly view: DataView
  private readonly little: boolean
  private readonly seen = new Set<number>()

  /** @param bytes starts with II or MM */
  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.little = bytes[0] === 0x49
    if (bytes.byteLength < 8) return
    const waiting: Waiting[] = [{ start: this.view.getUint32(4, this.little) }]
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
      if (entry.type === 16) return Number(view.getBigUint64(entry.at + index * 8, little))
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
    if (start < 8 || start + 2 > view.byteLength || this.seen.has(start)) return []
    this.seen.add(start)
    const count = view.getUint16(start, little)
    const directory: RawDirectory = new Map()
    for (let index = 0; index < Math.min(count, MAX_ENTRIES); index++) {
      const field = start + 2 + index * 12
      if (field + 12 > view.byteLength) break
      const entry = this.entry(field)
      if (entry) directory.set(view.getUint16(field, little), entry)
    }
    this.all.push(directory)
    const page = this.chain.length
    if (!below) this.chain.push(directory)
    else if (below.page !== null) this.subs.push({ directory, page: below.page, index: below.index })
    const end = start + 2 + count * 12
    const next =
      count <= MAX_ENTRIES && end + 4 <= view.byteLength ? [{ start: view.getUint32(end, little), below }] : []
    const subs = this.numbers(directory, SUB_IFDS, MAX_CHILDREN)
    return [...subs.map((sub, index) => ({ start: sub, below: { page: below ? null : page, index } })), ...next]
  }

  private entry(field: number): RawEntry | null {
    const { view, little } = this
    const type = view.getUint16(field + 2, little)
    const width = WIDTHS[type]
    if (width === undefined) return null
    const count = view.getUint32(field + 4, little)
    const at = width * count <= 4 ? field + 8 : view.getUint32(field + 8, little)
    return at + width * count <= view.byteLength ? { type, count, at } : null
  }
}
