import {
  type Box,
  type HeifExtent,
  listBoxes as listBoxesHow,
  Numbers,
  readInfos,
  readPlaces,
  readPrimaryId,
} from './heif-boxes'

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
  /** How its bytes are packed (`deflate`); empty where they are not. */
  contentEncoding: string
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

const listBoxes = (bytes: Buffer, start: number, end: number) => listBoxesHow(bytes, start, end, 'tolerant')

/**
 * Reads the items of a HEIC or AVIF file. Tolerant: what lies outside the bytes is left out. Bounded in its numbers.
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
  const items = new Map<number, HeifItem>()
  for (const [id, told] of readInfos(bytes, child('iinf'), 'tolerant'))
    items.set(id, { id, ...told, extents: [], properties: [] })
  const iloc = child('iloc')
  const places = iloc && readPlaces(bytes, iloc, child('idat'), 'tolerant')
  for (const [id, extents] of places ?? []) items.get(id)?.extents.push(...extents)
  readProperties(bytes, child('iprp'), items)
  const pitm = child('pitm')
  const primary = pitm && items.get(readPrimaryId(bytes, pitm))
  if (!primary) return null
  return { brands: readBrands(bytes), primary, items, references: readReferences(bytes, child('iref')) }
}

/**
 * A file whose primary item is a picture of high range made of another and a map of gains (`tmap`; ISO 21496-1), with that other one, which is of standard range, as
 * its primary item; all other files as they are.
 */
export function withBasePicture(bytes: Buffer): Buffer {
  const file = readHeifItems(bytes)
  if (file?.primary.type !== 'tmap') return bytes
  const made = file.references.find(({ type, from }) => type === 'dimg' && from === file.primary.id)
  const meta = listBoxes(bytes, 0, bytes.byteLength).find(({ type }) => type === 'meta')
  const pitm = meta && listBoxes(bytes, meta.start + 4, meta.end).find(({ type }) => type === 'pitm')
  const [base] = made?.to ?? []
  if (!pitm || base === undefined || !file.items.has(base)) return bytes
  const copy = Buffer.from(bytes)
  if (bytes[pitm.start] === 0) copy.writeUInt16BE(base, pitm.start + 4)
  else copy.writeUInt32BE(base, pitm.start + 4)
  return copy
}

/** Whether a file has tracks (a film) and no still that its items tell of. */
export function holdsFilmAlone(bytes: Buffer): boolean {
  const top = listBoxes(bytes, 0, bytes.byteLength).map(({ type }) => type)
  return top.includes('moov') && !top.includes('meta')
}

/** Where the last item of a file ends; behind the bytes of one that was cut off. */
export function endOfItems({ items }: HeifItems): number {
  return Math.max(0, ...[...items.values()].flatMap(({ extents }) => extents.map(({ end }) => end)))
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
