import { itemBytes, readHeifItems } from '../formats/heif-items'
import { madeHeic } from './made-heic'
import { madeBox } from './made-raw'

export interface MadeItem {
  type: string
  data: Uint8Array
  /** Property boxes, whole. */
  properties?: Buffer[]
}

const u16 = (...values: number[]) => Buffer.from(values.flatMap((value) => [(value >> 8) & 255, value & 255]))
const u32 = (...values: number[]) => u16(...values.flatMap((value) => [value >>> 16, value & 0xffff]))
const FULL = Buffer.alloc(4)

/** Property boxes by what they say. */
export const ispe = (width: number, height: number) => madeBox('ispe', FULL, u32(width, height))
export const irot = (quarters: number) => madeBox('irot', Buffer.from([quarters]))
export const imir = (axis: number) => madeBox('imir', Buffer.from([axis]))
export const nclx = (primaries: number, transfer: number, matrix = 6) =>
  madeBox('colr', Buffer.from('nclx'), u16(primaries, transfer, matrix), Buffer.from([0x80]))
/** A clean aperture: size, and the distance of its centre from the picture's. */
export const clap = (width: number, height: number, x: number, y: number) =>
  madeBox('clap', u32(width, 1, height, 1, x >>> 0, 1, y >>> 0, 1))

/** The coded picture of `madeHeic` (96 × 64, four coloured quarters) and its decoder's configuration. */
export function hevcPicture(): { data: Buffer; hvcC: Buffer } {
  const bytes = madeHeic()
  const { primary } = readHeifItems(bytes) ?? {}
  const config = primary?.properties.find(({ type }) => type === 'hvcC')
  if (!primary || !config) throw new Error('the made HEIC has no picture')
  return {
    data: Buffer.from(itemBytes(bytes, primary)),
    hvcC: madeBox('hvcC', bytes.subarray(config.start, config.end)),
  }
}

/** A picture item of it, with more properties. */
export function hevcItem(...properties: Buffer[]): MadeItem {
  const { data, hvcC } = hevcPicture()
  return { type: 'hvc1', data, properties: [hvcC, ispe(96, 64), ...properties] }
}

/** A HEIF file of items, numbered from 1. @param references from one item to others, by type */
export function makeHeif(
  items: MadeItem[],
  primary = 1,
  references: [type: string, from: number, to: number[]][] = [],
  brands: string[] = ['heic', 'mif1'],
): Buffer {
  const [major = 'heic', ...others] = brands
  const ftyp = madeBox('ftyp', Buffer.from(major), u32(0), Buffer.from([major, ...others].join('')))
  const infos = items.map(({ type }, index) =>
    madeBox('infe', Buffer.from([2, 0, 0, 0]), u16(index + 1, 0), Buffer.from(`${type}\0`)),
  )
  const boxes = items.flatMap(({ properties = [] }) => properties)
  const different = [...new Map(boxes.map((box) => [box.toString('hex'), box])).values()]
  const numberOf = (box: Buffer) => different.findIndex((one) => one.equals(box)) + 1
  const told = items.map(({ properties = [] }, index) =>
    Buffer.concat([u16(index + 1), Buffer.from([properties.length, ...properties.map((box) => 0x80 | numberOf(box))])]),
  )
  const ipco = madeBox('ipco', ...different)
  const iprp = madeBox('iprp', ipco, madeBox('ipma', FULL, u32(items.length), ...told))
  const iref = madeBox(
    'iref',
    FULL,
    ...references.map(([type, from, to]) => madeBox(type, u16(from, to.length, ...to))),
  )
  const meta = (start: number) => {
    let at = start
    const places = items.map(({ data }, index) => {
      at += data.byteLength
      return Buffer.concat([u16(index + 1, 0, 1), u32(at - data.byteLength, data.byteLength)])
    })
    const iloc = madeBox('iloc', FULL, u16(0x4400, items.length), ...places)
    const hdlr = madeBox('hdlr', FULL, u32(0), Buffer.from('pict'), Buffer.alloc(13))
    const iinf = madeBox('iinf', FULL, u16(items.length), ...infos)
    return madeBox(
      'meta',
      FULL,
      hdlr,
      madeBox('pitm', FULL, u16(primary)),
      iloc,
      iinf,
      iprp,
      ...(references.length > 0 ? [iref] : []),
    )
  }
  const start = ftyp.length + meta(0).length + 8
  return Buffer.concat([ftyp, meta(start), madeBox('mdat', ...items.map(({ data }) => data))])
}

/** A grid of the same picture, with its tiles behind it. */
export function makeGrid(columns: number, rows: number, tile = hevcItem()): Buffer {
  const [width, height] = [columns * 96, rows * 64]
  const data = Buffer.concat([Buffer.from([0, 0, rows - 1, columns - 1]), u16(width, height)])
  const tiles = Array.from({ length: columns * rows }, () => tile)
  const numbers = tiles.map((_, index) => index + 2)
  return makeHeif([{ type: 'grid', data, properties: [ispe(width, height)] }, ...tiles], 1, [['dimg', 1, numbers]])
}
