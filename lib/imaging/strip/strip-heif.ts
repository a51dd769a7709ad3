import { type Box, listBoxes } from './heif-boxes'
import { copyProperties } from './heif-properties'
import { minimalExif } from './minimal-exif'

interface Extent {
  start: number
  end: number
}

/** Items that are picture data; EXIF, XMP (mime), JPEGs (which hold metadata of their own) and whatever else is in the file go. */
const PICTURES = new Set(['hvc1', 'hev1', 'av01', 'grid', 'iovl', 'iden', 'tmap', 'avc1', 'vvc1', 'unci'])
const EXIF = 'Exif'
const PICTURES_AND_EXIF = new Set([...PICTURES, EXIF])
const KEPT_IN_META = new Set(['pitm', 'iref', 'iloc', 'grpl'])
/** Of a handler all but its name. */
const HANDLER_BYTES = 24

/**
 * A HEIC or AVIF still in which the bytes of all items but the pictures are zero, at the same length, so that no
 * offset changes (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12). Rotation lies in the item properties and stays; what is no picture is no item of a
 * known type any more, so that nobody reads its zeros.
 * @param orientation how EXIF alone says the picture is turned; an EXIF that says only that takes the place of the file's
 * @returns null where the structure is not one this can do (sequences, unknown construction)
 */
export function stripHeif(bytes: Buffer, orientation = 1): Buffer | null {
  const boxes = listBoxes(bytes, 0, bytes.byteLength)
  const meta = boxes.find(({ type }) => type === 'meta')
  if (!meta || boxes.some(({ type }) => type === 'moov')) return null
  const inMeta = listBoxes(bytes, meta.body + 4, meta.end)
  const child = (type: string) => inMeta.find((box) => box.type === type)
  const types = readItemTypes(bytes, child('iinf'))
  const extents = readExtents(bytes, child('iloc'), child('idat'))
  if (types.size === 0 || extents === null || !hasPicture(bytes, child('pitm'), types)) return null
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
    else if (box.type === 'iprp') copyProperties(bytes, result, box)
    else if (box.type === 'iinf') copyItems(bytes, result, box, orientation === 1 ? PICTURES : PICTURES_AND_EXIF)
    else if (box.type === 'hdlr') copy(box.body, Math.min(box.body + HANDLER_BYTES, box.end))
    else if (box.type !== 'idat') result.write('free', box.start + 4, 'latin1')
  }
  for (const [id, list] of extents) {
    const type = types.get(id) ?? ''
    if (PICTURES.has(type)) for (const { start, end } of list) copy(start, end)
    if (type === EXIF && orientation !== 1) writeOrientation(result, list, orientation)
  }
  return result
}

/** EXIF begins with four bytes that say where its block begins: at once. */
function writeOrientation(result: Buffer, [place]: Extent[], orientation: number): void {
  const block = minimalExif(orientation)
  if (place && place.start + 4 + block.length <= Math.min(place.end, result.length)) block.copy(result, place.start + 4)
}

/** Whether the picture that is shown is one that can be kept. */
function hasPicture(bytes: Buffer, pitm: Box | undefined, types: Map<number, string>): boolean {
  if (!pitm || pitm.body + 8 > bytes.byteLength) return false
  const id = bytes[pitm.body] === 0 ? bytes.readUInt16BE(pitm.body + 4) : bytes.readUInt32BE(pitm.body + 4)
  return PICTURES.has(types.get(id) ?? '')
}

/** What items there are, without their names. */
function copyItems(bytes: Buffer, result: Buffer, iinf: Box, kept: Set<string>): void {
  const first = iinf.body + (bytes[iinf.body] === 0 ? 6 : 8)
  bytes.copy(result, iinf.body, iinf.body, first)
  for (const infe of listBoxes(bytes, first, iinf.end)) {
    const type = infe.body + (bytes[infe.body] === 3 ? 10 : 8)
    bytes.copy(result, infe.start, infe.start, Math.min(type, infe.end))
    if (type + 4 > infe.end) continue
    const isKept = kept.has(bytes.toString('latin1', type, type + 4))
    result.write(isKept ? bytes.toString('latin1', type, type + 4) : 'free', type, 'latin1')
  }
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
