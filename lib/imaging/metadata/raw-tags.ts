import exifr from 'exifr'
import { cleanText, decodeAscii } from '../formats/text'
import type { TiffDirectory, TiffTag, TiffTags } from '../formats/tiff-directory'
import { decodeUnicode, decodeUserComment } from '../formats/user-comment'
import type { IptcFields } from './iptc'
import type { XmpFields } from './xmp'

const MAX_JSON_BYTES = 64 * 1024
const MAX_TEXT = 4000
const MAX_LIST = 500
/** Pointers, embedded pictures and blocks that are read by themselves. */
const OMITTED = new Set([
  0x111, 0x117, 0x144, 0x145, 0x14a, 0x201, 0x202, 0x2bc, 0x83bb, 0x8649, 0x8769, 0x8773, 0x8825, 0xa005, 0x927c,
  0xea1c,
])
const BINARY_TEXT = new Set([0x9000, 0xa000])

type Value = string | number | (string | number)[]

/**
 * All tags by group and name, for the owner's eyes: JSON-safe (no NUL, no lone surrogate, no NaN, nothing binary),
 * at most 64 KB; what does not fit is left out and `truncated` says so. Names are those of exifr's dictionaries.
 */
export function listRawTags(
  tiff: TiffTags,
  xmp: XmpFields,
  iptc: IptcFields,
  comments: { keyword: string; text: string }[],
): Record<string, unknown> {
  const record: Record<string, Record<string, Value>> = {}
  let left = MAX_JSON_BYTES - 200
  let truncated = false
  const add = (group: string, name: string, value: Value | null) => {
    if (value === null || value === '') return
    const size = Buffer.byteLength(JSON.stringify(value)) + Buffer.byteLength(name) * 2 + group.length + 16
    if (size > left) truncated = true
    else {
      left -= size
      record[group] ??= Object.create(null) as Record<string, Value>
      record[group][name] = value
    }
  }
  addDirectory(tiff.main, 'ifd0', 'exif', add)
  addDirectory(tiff.exif, 'exif', 'exif', add)
  addDirectory(tiff.gps, 'gps', 'gps', add)
  for (const [property, values] of xmp) add('xmp', safeName(property), texts(values))
  for (const [dataset, values] of iptc) {
    const name = dataset.startsWith('2:') ? exifr.tagKeys.get('iptc')?.get(Number(dataset.slice(2))) : undefined
    add('iptc', name ?? dataset, texts(values))
  }
  for (const { keyword, text } of comments) add('text', safeName(keyword), clean(text))
  return truncated ? { ...record, truncated: true } : { ...record }
}

function addDirectory(
  tags: TiffDirectory,
  dictionary: string,
  group: string,
  add: (group: string, name: string, value: Value | null) => void,
): void {
  for (const [id, tag] of tags) {
    if (OMITTED.has(id)) continue
    const name = exifr.tagKeys.get(dictionary)?.get(id) ?? `0x${id.toString(16).padStart(4, '0')}`
    add(group, name, readValue(id, tag))
  }
}

function readValue(id: number, tag: TiffTag): Value | null {
  if (tag.type === 2) return clean(decodeAscii(tag.bytes))
  if (tag.type === 7 || tag.type === 1) {
    if (id === 0x9286) return clean(decodeUserComment(tag.bytes, true))
    if (id >= 0x9c9b && id <= 0x9c9f) return clean(decodeUnicode(tag.bytes, true))
    if (BINARY_TEXT.has(id)) return clean(decodeAscii(tag.bytes))
    if (tag.bytes.byteLength > 64) return null
    if (tag.type === 7 && tag.bytes.byteLength > 4) return null
    return list([...tag.bytes])
  }
  return list(tag.numbers)
}

function list(numbers: number[]): Value | null {
  const finite = numbers.filter((value) => Number.isFinite(value))
  if (finite.length === 0 || finite.length < numbers.length) return null
  return finite.length === 1 ? (finite[0] ?? null) : finite
}

function texts(values: string[]): Value | null {
  const kept = values
    .slice(0, MAX_LIST)
    .map(clean)
    .filter((value) => value !== '')
  if (kept.length === 0) return null
  return kept.length === 1 ? (kept[0] ?? null) : kept
}

function clean(value: string): string {
  return cleanText(value, MAX_TEXT)
}

function safeName(name: string): string {
  return cleanText(name, 100) || 'unnamed'
}
