interface Box {
  type: string
  start: number
  /** Offset of what stands behind its header. */
  body: number
  end: number
}

interface Extent {
  start: number
  end: number
}

/** Items that are picture data; EXIF, XMP (mime) and whatever else is in the file go. */
const PICTURES = new Set(['hvc1', 'hev1', 'av01', 'grid', 'iovl', 'iden', 'tmap', 'avc1', 'jpeg', 'unci'])
const KEPT_IN_META = new Set(['hdlr', 'pitm', 'iinf', 'iref', 'iprp', 'iloc', 'dinf', 'grpl'])

/**
 * A HEIC or AVIF still in which the bytes of all items but the pictures are zero, at the same length, so that no
 * offset changes (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12). Rotation lies in the item properties and stays.
 * @returns null where the structure is not one this can do (sequences, unknown construction)
 */
export function stripHeif(bytes: Buffer): Buffer | null {
  const boxes = listBoxes(bytes, 0, bytes.byteLength)
  const meta = boxes.find(({ type }) => type === 'meta')
  if (!meta || boxes.some(({ type }) => type === 'moov')) return null
  const inMeta = listBoxes(bytes, meta.body + 4, meta.end)
  const child = (type: string) => inMeta.find((box) => box.type === type)
  const types = readItemTypes(bytes, child('iinf'))
  const extents = readExtents(bytes, child('iloc'), child('idat'))
  if (types.size === 0 || extents === null) return null
  const result = Buffer.alloc(bytes.byteLength)
  const copy = (start: number, end: number) => bytes.copy(result, start, start, Math.min(end, bytes.byteLength))
  for (const box of boxes) {
    copy(box.start, box.body)
    if (box.type === 'ftyp') copy(box.body, box.end)
    else if (box.type !== 'mdat' && box.type !== 'meta') result.write('free', box.start + 4, 'latin1')
  }
  copy(meta.body, meta.body + 4)
  for (const box of inMeta) {
    copy(box.start, box.body)
    if (KEPT_IN_META.has(box.type)) copy(box.body, box.end)
    else if (box.type !== 'idat') result.write('free', box.start + 4, 'latin1')
  }
  for (const [id, list] of extents) {
    if (PICTURES.has(types.get(id) ?? '')) for (const { start, end } of list) copy(start, end)
  }
  return result
}

function listBoxes(bytes: Buffer, start: number, end: number): Box[] {
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end; ) {
    const small = bytes.readUInt32BE(at)
    const size = small === 0 ? end - at : small === 1 && at + 16 <= end ? Number(bytes.readBigUInt64BE(at + 8)) : small
    const body = at + (small === 1 ? 16 : 8)
    if (size < 8 || at + size > end) break
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), start: at, body, end: at + size })
    at += size
  }
  return boxes
}

function readItemTypes(bytes: Buffer, iinf: Box | undefined): Map<number, string> {
  const types = new Map<number, string>()
  if (!iinf) return types
  const wide = bytes[iinf.body] !== 0
  for (const infe of listBoxes(bytes, iinf.body + (wide ? 8 : 6), iinf.end)) {
    const version = bytes[infe.body] ?? 0
    if (infe.type !== 'infe' || version < 2 || infe.body + 16 > bytes.byteLength) continue
    const id = version === 2 ? bytes.readUInt16BE(infe.body + 4) : bytes.readUInt32BE(infe.body + 4)
    const type = infe.body + (version === 2 ? 8 : 10)
    types.set(id, bytes.toString('latin1', type, type + 4))
  }
  return types
}

function readExtents(bytes: Buffer, iloc: Box | undefined, idat: Box | undefined): Map<number, Extent[]> | null {
  if (!iloc) return null
  let at = iloc.body
  const take = (width: number) => {
    if (width === 0) return 0
    const value = width === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, width)
    at += width
    return value
  }
  try {
    const version = take(1)
    at += 3
    const sizes = take(2)
    const [offsetSize, lengthSize, baseSize, indexSize] = [
      sizes >> 12,
      (sizes >> 8) & 15,
      (sizes >> 4) & 15,
      sizes & 15,
    ]
    const count = take(version < 2 ? 2 : 4)
    const items = new Map<number, Extent[]>()
    for (let item = 0; item < count; item++) {
      const id = take(version < 2 ? 2 : 4)
      const method = version > 0 ? take(2) & 15 : 0
      if (take(2) !== 0 || method > 1 || (method === 1 && !idat)) return null
      const base = take(baseSize) + (method === 1 ? (idat?.body ?? 0) : 0)
      const list: Extent[] = []
      for (let extent = take(2); extent > 0; extent--) {
        if (version > 0) take(indexSize)
        const start = base + take(offsetSize)
        const length = take(lengthSize)
        list.push({ start, end: length === 0 ? bytes.byteLength : start + length })
      }
      items.set(id, list)
    }
    return items
  } catch {
    return null
  }
}
