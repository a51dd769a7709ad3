import { decodeAs, guessEncoding } from '../formats/legacy-text'
import { decodeText, isUtf8 } from '../formats/text'

/** IPTC datasets by "record:dataset", each a list of decoded texts. */
export type IptcFields = Map<string, string[]>

const RESOURCE_IPTC = 0x0404
const ESCAPE = String.fromCharCode(0x1b)
const MAX_VALUES = 2000
const LINE = Buffer.from('\n')

/**
 * Reads IPTC-IIM (4.2) out of a Photoshop resource block (`8BIM…`, with or without its APP13 header) or a bare IIM record.
 * What is valid UTF-8 is UTF-8; else dataset 1:90 is believed where it names another part of ISO 8859 than Latin-1, which programs declare for
 * whatever they write; else all texts together tell their encoding.
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

/** Parts of ISO 8859 by the letter that ends their escape sequence in dataset 1:90. */
const DECLARED: Record<string, string> = {
  B: 'iso-8859-2',
  C: 'iso-8859-3',
  D: 'iso-8859-4',
  F: 'iso-8859-7',
  G: 'iso-8859-6',
  H: 'iso-8859-8',
  L: 'iso-8859-5',
  M: 'windows-1254',
}

function readRecord(record: Uint8Array, fields: IptcFields): void {
  const found = listDatasets(record)
  const decode = decoderOf(found)
  for (const [key, bytes] of found) fields.set(key, [...(fields.get(key) ?? []), decode(bytes)])
}

/** Programs pad records and leave bytes between them: the next mark is looked for. */
function listDatasets(record: Uint8Array): [key: string, bytes: Uint8Array][] {
  const found: [string, Uint8Array][] = []
  for (let at = 0; at + 5 <= record.byteLength && found.length < MAX_VALUES; ) {
    const number = record[at + 1] ?? 0
    if (record[at] !== 0x1c || number < 1 || number > 9) {
      at += 1
      continue
    }
    const short = ((record[at + 3] ?? 0) << 8) | (record[at + 4] ?? 0)
    // The extended form, for values above 32 KB: so many bytes hold the length.
    const extra = short & 0x8000 ? short & 0x7fff : 0
    const start = at + 5 + extra
    const size = extra === 0 ? short : lengthIn(record.subarray(at + 5, start))
    if (extra > 4 || size > record.byteLength - start) {
      at += 1
      continue
    }
    found.push([`${number}:${record[at + 2]}`, record.subarray(start, start + size)])
    at = start + size
  }
  return found
}

function lengthIn(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}

function decoderOf(found: [key: string, bytes: Uint8Array][]): (bytes: Uint8Array) => string {
  const charset = found.find(([key]) => key === '1:90')?.[1]
  const sequence = charset ? ascii(charset, 0, charset.byteLength) : ''
  const declared = sequence.startsWith(ESCAPE) ? DECLARED[/^[-./](\w)$/.exec(sequence.slice(1))?.[1] ?? ''] : undefined
  const foreign = found.filter(([key, bytes]) => key.startsWith('2:') && !isUtf8(bytes)).map(([, bytes]) => bytes)
  if (foreign.length === 0) return decodeText
  const { encoding } = guessEncoding(Buffer.concat(foreign.flatMap((bytes) => [bytes, LINE])))
  const decoder = declared === undefined ? null : new TextDecoder(declared)
  return (bytes) => (isUtf8(bytes) ? decodeText(bytes) : (decoder?.decode(bytes) ?? decodeAs(bytes, encoding)))
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length))
}
