import { APP2, begins, listSegments } from './jpeg-segments'

const HEAD = 128
const ENTRY = 12
const MAX_TAGS = 200
/** What colours are computed from. All else tells of a device: its maker, its serial number, how and when it was measured. */
const KEPT = new Set(
  'rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC wtpt bkpt chad A2B0 A2B1 A2B2 A2B3 B2A0 B2A1 B2A2 B2A3 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 gamt cicp lumi'.split(
    ' ',
  ),
)
/** Profiles that are the same everywhere keep their name; one that a person or a calibration has named loses it. */
const STANDARD =
  /^(sRGB( IEC61966-2[.-]1| built-in)?|Display P3|s?P3C?|uP3|DCI[- ]?P3|Adobe RGB \(1998\)|(ProPhoto|Apple|ColorMatch|Wide Gamut|ROMM) RGB|Rec\.? ?2020|BT\.? ?2020|Generic (RGB|Gray)( Gamma 2\.2)?( Profile)?|Gray Gamma \d\.\d|Dot Gain \d\d%)$/
const NAME = 'desc'
const COPYRIGHT = 'cprt'
/** No calibration happened then. */
const DATE = Buffer.from('07d000010001000000000000', 'hex')
/** Header fields that tell of a device or a program: when it was made, maker and model, creator, id. */
const TELLING: [number, number][] = [
  [24, 36],
  [48, 56],
  [80, HEAD],
]

/**
 * A colour profile (ICC.1:2022) with what colours are computed from and nothing else, at the same length: no offset in any file changes. Of what
 * is no profile only zeros are left, which every reader passes over.
 */
export function cleanProfile(profile: Uint8Array): Buffer {
  const bytes = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength)
  const result = Buffer.alloc(bytes.length)
  const count = bytes.length >= HEAD + 4 ? bytes.readUInt32BE(HEAD) : 0
  if (count === 0 || count > MAX_TAGS || HEAD + 4 + count * ENTRY > bytes.length) return result
  bytes.copy(result, 0, 0, HEAD)
  result.writeUInt32BE(bytes.length)
  for (const [start, end] of TELLING) result.fill(0, start, end)
  DATE.copy(result, 24)
  let kept = 0
  for (let index = 0; index < count; index++) {
    const entry = bytes.subarray(HEAD + 4 + index * ENTRY, HEAD + 4 + (index + 1) * ENTRY)
    const [tag, at, size] = [entry.toString('latin1', 0, 4), entry.readUInt32BE(4), entry.readUInt32BE(8)]
    if (at < HEAD || at + size > bytes.length || size < 8) continue
    if (KEPT.has(tag)) bytes.copy(result, at, at, at + valueBytes(bytes.subarray(at, at + size)))
    else if (tag === NAME) writeText(result, bytes, [at, size], standardName(textOf(bytes.subarray(at, at + size))))
    else if (tag === COPYRIGHT) writeText(result, bytes, [at, size], '-')
    else continue
    entry.copy(result, HEAD + 4 + kept++ * ENTRY)
  }
  result.writeUInt32BE(kept, HEAD)
  return result
}

/** The same for every profile in a JPEG. @returns the same bytes where there is none */
export function cleanJpegProfile(jpeg: Buffer): Buffer {
  const parts = listSegments(jpeg, true)
    .segments.filter(({ marker, payload }) => marker === APP2 && begins(payload, PART) && payload.length > PART_HEAD)
    .sort((one, other) => (one.payload[PART.length] ?? 0) - (other.payload[PART.length] ?? 0))
  if (parts.length === 0) return jpeg
  const clean = cleanProfile(Buffer.concat(parts.map(({ payload }) => payload.subarray(PART_HEAD))))
  const result = Buffer.from(jpeg)
  let from = 0
  for (const { end, payload } of parts) {
    const length = payload.length - PART_HEAD
    clean.copy(result, end - length, from, from + length)
    from += length
  }
  return result
}

const PART = Buffer.from('ICC_PROFILE\0', 'latin1')
const PART_HEAD = PART.length + 2

/** How long a value is by its own kind: what stands behind it is not its own. */
function valueBytes(value: Buffer): number {
  const type = value.toString('latin1', 0, 4)
  if (type === 'XYZ ') return Math.min(value.length, 20)
  if (type === 'para') return Math.min(value.length, 40)
  if (type === 'curv' && value.length >= 12) return Math.min(value.length, 12 + value.readUInt32BE(8) * 2)
  return value.length
}

function standardName(name: string): string {
  return STANDARD.test(name) ? name : 'RGB'
}

function textOf(value: Buffer): string {
  const type = value.toString('latin1', 0, 4)
  if (type === 'desc' && value.length > 12) {
    return value.toString('latin1', 12, Math.min(value.length, 12 + value.readUInt32BE(8))).replace(/\0.*$/s, '')
  }
  if (type !== 'mluc' || value.length < 28) return ''
  const [length, at] = [value.readUInt32BE(20), value.readUInt32BE(24)]
  return new TextDecoder('utf-16be').decode(value.subarray(at, at + length)).replace(/\0.*$/s, '')
}

/** A text of one language in the place of another, as long as there is room. */
function writeText(into: Buffer, bytes: Buffer, [at, size]: [number, number], text: string): void {
  const type = bytes.toString('latin1', at, at + 4)
  into.fill(0, at, at + size)
  into.write(type, at, 'latin1')
  if (type === 'text') into.write(text, at + 8, Math.max(0, size - 9), 'latin1')
  else if (type === 'desc' && size > 12 + text.length) {
    into.writeUInt32BE(text.length + 1, at + 8)
    into.write(text, at + 12, 'latin1')
  } else if (type === 'mluc' && size >= 28 + text.length * 2) {
    into.writeUInt32BE(1, at + 8)
    into.writeUInt32BE(ENTRY, at + 12)
    into.write('enUS', at + 16, 'latin1')
    into.writeUInt32BE(text.length * 2, at + 20)
    into.writeUInt32BE(28, at + 24)
    Buffer.from(text, 'utf16le')
      .swap16()
      .copy(into, at + 28)
  }
}
