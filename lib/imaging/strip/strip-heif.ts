import {
  type Box,
  type HeifExtent,
  listBoxes,
  readInfos,
  readPlaces,
  readPrimaryId,
  startOfInfos,
} from '../formats/heif-boxes'
import { copyProperties } from './heif-properties'
import { minimalExif } from './minimal-exif'

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
  const boxes = listBoxes(bytes, 0, bytes.byteLength, 'strict')
  const meta = boxes.find(({ type }) => type === 'meta')
  if (!meta || boxes.some(({ type }) => type === 'moov')) return null
  const inMeta = listBoxes(bytes, meta.start + 4, meta.end, 'strict')
  const child = (type: string) => inMeta.find((box) => box.type === type)
  const types = readInfos(bytes, child('iinf'), 'strict')
  const extents = readExtents(bytes, child('iloc'), child('idat'))
  if (types.size === 0 || extents === null || !hasPicture(bytes, child('pitm'), types)) return null
  const result = Buffer.alloc(bytes.byteLength)
  const copy = (start: number, end: number) => bytes.copy(result, start, start, Math.min(end, bytes.byteLength))
  for (const box of boxes) {
    copy(box.head, box.start)
    if (box.type === 'ftyp') copy(box.start, box.end)
    else if (box.type !== 'mdat' && box.type !== 'meta') result.write('free', box.head + 4, 'latin1')
  }
  copy(meta.start, meta.start + 4)
  for (const box of inMeta) {
    copy(box.head, box.start)
    if (KEPT_IN_META.has(box.type)) copy(box.start, box.end)
    else if (box.type === 'iprp') copyProperties(bytes, result, box)
    else if (box.type === 'iinf') copyItems(bytes, result, box, orientation === 1 ? PICTURES : PICTURES_AND_EXIF)
    else if (box.type === 'hdlr') copy(box.start, Math.min(box.start + HANDLER_BYTES, box.end))
    else if (box.type !== 'idat') result.write('free', box.head + 4, 'latin1')
  }
  for (const [id, list] of extents) {
    const type = types.get(id)?.type ?? ''
    if (PICTURES.has(type)) for (const { start, end } of list) copy(start, end)
    if (type === EXIF && orientation !== 1) writeOrientation(result, list, orientation)
  }
  return result
}

/** EXIF begins with four bytes that say where its block begins: at once. */
function writeOrientation(result: Buffer, [place]: HeifExtent[], orientation: number): void {
  const block = minimalExif(orientation)
  if (place && place.start + 4 + block.length <= Math.min(place.end, result.length)) block.copy(result, place.start + 4)
}

/** Whether the picture that is shown is one that can be kept. */
function hasPicture(bytes: Buffer, pitm: Box | undefined, types: Map<number, { type: string }>): boolean {
  if (!pitm || pitm.start + 8 > bytes.byteLength) return false
  return PICTURES.has(types.get(readPrimaryId(bytes, pitm))?.type ?? '')
}

/** What items there are, without their names. */
function copyItems(bytes: Buffer, result: Buffer, iinf: Box, kept: Set<string>): void {
  const first = startOfInfos(bytes, iinf)
  bytes.copy(result, iinf.start, iinf.start, first)
  for (const infe of listBoxes(bytes, first, iinf.end, 'strict')) {
    const type = infe.start + (bytes[infe.start] === 3 ? 10 : 8)
    bytes.copy(result, infe.head, infe.head, Math.min(type, infe.end))
    if (type + 4 > infe.end) continue
    const isKept = kept.has(bytes.toString('latin1', type, type + 4))
    result.write(isKept ? bytes.toString('latin1', type, type + 4) : 'free', type, 'latin1')
  }
}

/** @returns null where there is no list of places, or one that is not fully understood */
function readExtents(bytes: Buffer, iloc: Box | undefined, idat: Box | undefined): Map<number, HeifExtent[]> | null {
  try {
    return iloc ? readPlaces(bytes, iloc, idat, 'strict') : null
  } catch (error) {
    // Node's reader throws where a number lies outside the bytes.
    if (error instanceof RangeError) return null
    throw error
  }
}
