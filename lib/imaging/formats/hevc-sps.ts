import { BitReader } from './bit-reader'

/** What a sequence parameter set says of the pixels (ITU-T H.265, 7.3.2.2). */
export interface HevcSps {
  /** chroma_format_idc: 0 grey, 1 is 4:2:0, 2 is 4:2:2, 3 is 4:4:4. */
  chroma: number
  /** As coded, before it is cropped to what is shown. */
  codedWidth: number
  codedHeight: number
  /** Bits of luma and of chroma. */
  bits: [number, number]
  /** ITU-T H.273, table 4; 2 where it is not said. */
  matrix: number
  fullRange: boolean
}

const MOST_SETS = 64
const MOST_PICTURES = 16
const MOST_LONG_TERM = 32
const UNSAID = { matrix: 2, fullRange: false }

/**
 * Reads a sequence parameter set as far as the pixels are described.
 * @param unit the NAL unit with its header
 * @returns null where it is none, is cut, or uses what stills have no use for
 */
export function readHevcSps(unit: Uint8Array): HevcSps | null {
  try {
    return readSps(new BitReader(withoutEmulation(unit.subarray(2))))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** 7.4.2: the third of three bytes 0, 0, 3 is no data. */
function withoutEmulation(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => !(byte === 3 && at > 1 && bytes[at - 1] === 0 && bytes[at - 2] === 0))
}

function readSps(bits: BitReader): HevcSps | null {
  bits.skip(4)
  const layers = bits.bits(3)
  bits.skip(1)
  skipProfile(bits, layers)
  bits.number()
  const chroma = bits.number()
  if (chroma > 3 || (chroma === 3 && bits.flag())) return null
  const [codedWidth, codedHeight] = [bits.number(), bits.number()]
  if (bits.flag()) skipNumbers(bits, 4)
  const depths: [number, number] = [bits.number() + 8, bits.number() + 8]
  const orderBits = bits.number() + 4
  skipNumbers(bits, (bits.flag() ? layers + 1 : 1) * 3)
  skipNumbers(bits, 6)
  if (bits.flag() && bits.flag()) skipScalingLists(bits)
  bits.skip(2)
  if (bits.flag()) {
    bits.skip(8)
    skipNumbers(bits, 2)
    bits.skip(1)
  }
  if (!skipReferenceSets(bits)) return null
  if (bits.flag() && !skipLongTerm(bits, orderBits)) return null
  bits.skip(2)
  return { chroma, codedWidth, codedHeight, bits: depths, ...(bits.flag() ? readUsability(bits) : UNSAID) }
}

function skipNumbers(bits: BitReader, count: number): void {
  for (let left = count; left > 0; left--) bits.number()
}

/** profile_tier_level, 7.3.3. */
function skipProfile(bits: BitReader, layers: number): void {
  bits.skip(96)
  const present = Array.from({ length: layers }, () => bits.bits(2))
  if (layers > 0) bits.skip((8 - layers) * 2)
  for (const found of present) bits.skip((found & 2 ? 88 : 0) + (found & 1 ? 8 : 0))
}

/** scaling_list_data, 7.3.4; numbers with a sign are as long as those without. */
function skipScalingLists(bits: BitReader): void {
  for (let size = 0; size < 4; size++) {
    for (let matrix = 0; matrix < 6; matrix += size === 3 ? 3 : 1) {
      const coded = bits.flag()
      skipNumbers(bits, coded ? Math.min(64, 1 << (4 + size * 2)) + (size > 1 ? 1 : 0) : 1)
    }
  }
}

/** st_ref_pic_set, 7.3.7. @returns false where sets are told by others: films do that */
function skipReferenceSets(bits: BitReader): boolean {
  const sets = bits.number()
  if (sets > MOST_SETS) return false
  for (let set = 0; set < sets; set++) {
    if (set > 0 && bits.flag()) return false
    const pictures = bits.number() + bits.number()
    if (pictures > MOST_PICTURES) return false
    for (let picture = 0; picture < pictures; picture++) {
      bits.number()
      bits.skip(1)
    }
  }
  return true
}

function skipLongTerm(bits: BitReader, orderBits: number): boolean {
  const pictures = bits.number()
  if (pictures > MOST_LONG_TERM) return false
  bits.skip(pictures * (orderBits + 1))
  return true
}

/** vui_parameters, E.2.1, up to the colours. */
function readUsability(bits: BitReader): Pick<HevcSps, 'matrix' | 'fullRange'> {
  const extended = 255
  if (bits.flag() && bits.bits(8) === extended) bits.skip(32)
  if (bits.flag()) bits.skip(1)
  if (!bits.flag()) return UNSAID
  bits.skip(3)
  const fullRange = bits.flag()
  if (!bits.flag()) return { ...UNSAID, fullRange }
  bits.skip(16)
  return { matrix: bits.bits(8), fullRange }
}
