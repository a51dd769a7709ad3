import { decodeText } from '../formats/text'

/** IPTC datasets by "record:dataset", each a list of decoded texts. */
export type IptcFields = Map<string, string[]>

const latin1 = new TextDecoder('windows-1252')
const RESOURCE_IPTC = 0x0404
const MAX_VALUES = 2000

/**
 * Reads IPTC-IIM (4.2) out of a Photoshop resource block (`8BIM…`, with or without its APP13 header) or a bare IIM record.
 * The charset is UTF-8 where dataset 1:90 says so or the bytes are valid UTF-8, else Windows-1252.
 */
export function readIptc(block: Uint8Array): IptcFields {
  const fields: IptcFields = new Map()
  for (const record of findRecords(block)) readRecord(record, fields)
  return fields
}

function findRecords(block: Uint8Array): Uint8Array[] {
  if (block[0] === 0x1c) return [block]
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  const records: Uint8Array[] = []
  let at = ascii(block, 0, 13) === 'Photoshop 3.0' ? 14 : 0
  while (at + 12 <= block.byteLength && ascii(block, at, 4) === '8BIM') {
    const id = view.getUint16(at + 4)
    const name = (block[at + 6] ?? 0) + 1
    const sizeAt = at + 6 + name + (name % 2)
    if (sizeAt + 4 > block.byteLength) break
    const size = view.getUint32(sizeAt)
    if (id === RESOURCE_IPTC) records.push(block.subarray(sizeAt + 4, sizeAt + 4 + size))
    at = sizeAt + 4 + size + (size % 2)
  }
  return records
}

function readRecord(record: Uint8Array, fields: IptcFields): void {
  const found: [string, Uint8Array][] = []
  let at = 0
  while (at + 5 <= record.byteLength && record[at] === 0x1c && found.length < MAX_VALUES) {
    const key = `${record[at + 1]}:${record[at + 2]}`
    const size = ((record[at + 3] ?? 0) << 8) | (record[at + 4] ?? 0)
    // The extended form is for values above 32 KB; nothing Albumen reads is that long.
    if (size & 0x8000) break
    found.push([key, record.subarray(at + 5, at + 5 + size)])
    at += 5 + size
  }
  const charset = found.find(([key]) => key === '1:90')?.[1]
  const other = charset !== undefined && charset[0] === 0x1b && ascii(charset, 1, 2) !== '%G'
  for (const [key, bytes] of found) {
    const values = fields.get(key) ?? []
    values.push(other && ascii(charset, 1, 2) === '.A' ? latin1.decode(bytes) : decodeText(bytes))
    fields.set(key, values)
  }
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length))
}
