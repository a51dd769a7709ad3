import { auxiliaries, itemParts, itemSize, propertyBytes, readNclx } from './heif-facts'
import { endOfItems, type HeifItem, type HeifItems, itemBytes } from './heif-items'
import { type HevcConfig, readHevcConfig, slicesOfStill } from './hevc-still'

/** A picture of HEVC stills beside each other, or of one. */
export interface HevcTiles {
  width: number
  height: number
  columns: number
  rows: number
  tileWidth: number
  tileHeight: number
  config: HevcConfig
  /** Matrix and range: what the container says, else the codestream. */
  matrix: number
  fullRange: boolean
  /** The slices of each, row by row. */
  tiles: Buffer[]
}

/** A coded still is as large as its item says, filled up to a whole block (64 at most, 8 at least). */
const MOST_FILLED = 64
const ALPHA = /alpha|auxid:1\b/

/**
 * Reads the primary picture where it is as cameras write it: stills of the same configuration, all there, without transparency.
 * @returns null for all other pictures
 */
export function readHevcTiles(bytes: Buffer, file: HeifItems): HevcTiles | null {
  const { primary } = file
  const size = itemSize(bytes, primary)
  const grid = primary.type === 'grid' ? readGrid(itemBytes(bytes, primary)) : null
  const parts = grid ? itemParts(file, primary) : [primary]
  const [first] = parts
  if (
    !size ||
    !first ||
    (!grid && primary.type !== 'hvc1') ||
    auxiliaries(bytes, file).some((name) => ALPHA.test(name))
  )
    return null
  const { columns, rows, ...told } = grid ?? { columns: 1, rows: 1, ...size }
  const hvcC = propertyBytes(bytes, first, 'hvcC')
  const config = hvcC && readHevcConfig(hvcC)
  const tile = itemSize(bytes, first)
  if (!config || !tile || parts.length !== columns * rows || told.width !== size.width || told.height !== size.height)
    return null
  if (columns * tile.width < size.width || rows * tile.height < size.height) return null
  if (!isFilled(config.codedWidth, tile.width) || !isFilled(config.codedHeight, tile.height)) return null
  const alike = (part: HeifItem | undefined): part is HeifItem =>
    part?.type === 'hvc1' && propertyBytes(bytes, part, 'hvcC')?.equals(hvcC) === true && part.extents.length > 0
  // What a cut file is missing may be something else; libheif decides what is shown of one.
  if (endOfItems(file) > bytes.byteLength || !parts.every(alike)) return null
  const tiles: Buffer[] = []
  for (const part of parts) {
    const slices = slicesOfStill(itemBytes(bytes, part), config.lengthBytes)
    if (!slices) return null
    tiles.push(slices)
  }
  const { matrix, fullRange } = readNclx(bytes, [...first.properties, ...primary.properties]) ?? config
  return { ...size, columns, rows, tileWidth: tile.width, tileHeight: tile.height, config, matrix, fullRange, tiles }
}

function isFilled(coded: number, shown: number): boolean {
  return coded >= shown && coded - shown <= MOST_FILLED
}

interface Grid {
  width: number
  height: number
  columns: number
  rows: number
}

/** A grid (ISO/IEC 23008-12, 6.6.2.3). */
function readGrid(data: Buffer): Grid | null {
  const wide = ((data[1] ?? 0) & 1) === 1
  if (data[0] !== 0 || data.byteLength < (wide ? 12 : 8)) return null
  const [width, height] = wide
    ? [data.readUInt32BE(4), data.readUInt32BE(8)]
    : [data.readUInt16BE(4), data.readUInt16BE(6)]
  return { rows: (data[2] ?? 0) + 1, columns: (data[3] ?? 0) + 1, width, height }
}
