import type { HeifItem, HeifItems, HeifProperty } from './heif-items'

/** How an item's pixels are to be understood, by code points (ITU-T H.273). */
export interface HeifCoding {
  primaries: number
  transfer: number
  matrix: number
  fullRange: boolean
}

const NCLX_BYTES = 11

/** What stands in an item's property of a type. */
export function propertyBytes(bytes: Buffer, item: HeifItem, type: string): Buffer | null {
  const found = item.properties.find((property) => property.type === type)
  return found ? bytes.subarray(found.start, found.end) : null
}

/** The size of an item as coded. */
export function itemSize(bytes: Buffer, item: HeifItem): { width: number; height: number } | null {
  const ispe = propertyBytes(bytes, item, 'ispe')
  return ispe && ispe.byteLength >= 12 ? { width: ispe.readUInt32BE(4), height: ispe.readUInt32BE(8) } : null
}

/** What an item is made of, in order, with gaps where one is missing; none of an item with pixels of its own. */
export function itemParts({ references, items }: HeifItems, { id }: HeifItem): (HeifItem | undefined)[] {
  const made = references.find(({ type, from }) => type === 'dimg' && from === id)
  return made?.to.map((part) => items.get(part)) ?? []
}

/** The names of what lies beside the primary picture to be used with it: transparency, depth, a map of gains. */
export function auxiliaries(bytes: Buffer, { primary, references, items }: HeifItems): string[] {
  const beside = references.filter(({ type, to }) => type === 'auxl' && to.includes(primary.id))
  return beside.flatMap(({ from }) => {
    const item = items.get(from)
    const told = item && propertyBytes(bytes, item, 'auxC')
    return told ? [told.toString('latin1', 4)] : []
  })
}

/** The code points that the first of these properties gives that gives some. */
export function readNclx(bytes: Buffer, properties: HeifProperty[]): HeifCoding | null {
  const nclx = properties.find(
    ({ type, start, end }) =>
      type === 'colr' && end - start >= NCLX_BYTES && bytes.toString('latin1', start, start + 4) === 'nclx',
  )
  if (!nclx) return null
  const [primaries, transfer, matrix] = [4, 6, 8].map((at) => bytes.readUInt16BE(nclx.start + at)) as [
    number,
    number,
    number,
  ]
  return { primaries, transfer, matrix, fullRange: ((bytes[nclx.start + 10] ?? 0) & 0x80) !== 0 }
}
