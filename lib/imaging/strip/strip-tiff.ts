/** Tags that say how the pixels are stored and shown; every other tag goes, with its value. */
const KEPT = new Set([
  254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292, 293,
  296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 336, 338, 339, 340, 341, 347, 512, 513, 514,
  515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 34675,
])
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
/** Where pixels lie, with the tag that has their lengths. */
const DATA: [number, number][] = [
  [273, 279],
  [324, 325],
  [513, 514],
]
const MAX_PAGES = 1000

/**
 * A TIFF in which only the pictures of its page chain and the tags they need are left; all other bytes are zero, at
 * the same length, so that no offset changes.
 * @returns null where the structure is not one this can do (BigTIFF, broken directories)
 */
export function stripTiff(bytes: Buffer): Buffer | null {
  const little = bytes.toString('latin1', 0, 2) === 'II'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint16(2, little) !== 42) return null
  const result = Buffer.alloc(bytes.byteLength)
  const out = new DataView(result.buffer, result.byteOffset, result.byteLength)
  const copy = (start: number, length: number) =>
    bytes.copy(result, start, start, Math.min(bytes.byteLength, start + length))
  copy(0, 8)
  const seen = new Set<number>()
  let start = view.getUint32(4, little)
  while (start !== 0) {
    if (seen.has(start) || seen.size >= MAX_PAGES || start + 6 > bytes.byteLength) return null
    seen.add(start)
    const count = view.getUint16(start, little)
    const end = start + 2 + count * 12
    if (end + 4 > bytes.byteLength) return null
    const entries = readEntries(view, start + 2, count, little).filter(
      ({ tag, type }) => KEPT.has(tag) && type < TYPE_BYTES.length,
    )
    for (const entry of entries) if (entry.bytes > 4) copy(entry.at, entry.bytes)
    for (const [offsets, lengths] of DATA) {
      const sizes = numbers(
        view,
        entries.find(({ tag }) => tag === lengths),
        little,
      )
      numbers(
        view,
        entries.find(({ tag }) => tag === offsets),
        little,
      ).forEach((offset, index) => {
        copy(offset, sizes[index] ?? 0)
      })
    }
    out.setUint16(start, entries.length, little)
    entries.forEach(({ entry }, index) => {
      bytes.copy(result, start + 2 + index * 12, entry, entry + 12)
    })
    const next = view.getUint32(end, little)
    out.setUint32(start + 2 + entries.length * 12, next, little)
    start = next
  }
  return result
}

interface Entry {
  tag: number
  type: number
  count: number
  /** Offset of the entry, of its value, and the value's length. */
  entry: number
  at: number
  bytes: number
}

function readEntries(view: DataView, start: number, count: number, little: boolean): Entry[] {
  return Array.from({ length: count }, (_, index) => {
    const entry = start + index * 12
    const type = view.getUint16(entry + 2, little)
    const values = view.getUint32(entry + 4, little)
    const bytes = values * (TYPE_BYTES[type] ?? 0)
    return {
      tag: view.getUint16(entry, little),
      type,
      count: values,
      entry,
      at: bytes > 4 ? view.getUint32(entry + 8, little) : entry + 8,
      bytes,
    }
  })
}

function numbers(view: DataView, entry: Entry | undefined, little: boolean): number[] {
  if (!entry || (entry.type !== 3 && entry.type !== 4) || entry.at + entry.bytes > view.byteLength) return []
  return Array.from({ length: entry.count }, (_, index) =>
    entry.type === 3 ? view.getUint16(entry.at + index * 2, little) : view.getUint32(entry.at + index * 4, little),
  )
}
