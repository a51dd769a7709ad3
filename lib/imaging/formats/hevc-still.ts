import { type HevcSps, readHevcSps } from './hevc-sps'

/** The decoder's configuration of a HEVC item (`hvcC`; ISO/IEC 14496-15, 8.3.3). */
export interface HevcConfig extends HevcSps {
  /** It again, with nothing but parameter sets in it. */
  parameters: Buffer
  /** Bytes of a NAL unit's length. */
  lengthBytes: number
}

const HEAD_BYTES = 22
const [VPS, SPS, PPS] = [32, 33, 34]
const [FIRST_INTRA, LAST_INTRA] = [16, 21]
/** Delimiters, end of sequence and bitstream, filler, notes (SEI): no pixels. */
const NOTES = [35, 36, 37, 38, 39, 40]
const MOST_UNITS = 600

/** @param hvcC what stands in the box @returns null where it has not one parameter set of pixels that is understood */
export function readHevcConfig(hvcC: Buffer): HevcConfig | null {
  const lengthBytes = ((hvcC[21] ?? 0) & 3) + 1
  const arrays = readArrays(hvcC)
  const kept = arrays?.filter(({ type }) => type === VPS || type === SPS || type === PPS)
  const sets = kept?.filter(({ type }) => type === SPS).flatMap(({ units }) => units)
  const [set] = sets ?? []
  if (!kept || !set || sets?.length !== 1) return null
  const sps = readHevcSps(set)
  const head = hvcC.subarray(0, HEAD_BYTES)
  const parameters = Buffer.concat([head, Buffer.from([kept.length]), ...kept.map(({ bytes }) => bytes)])
  return sps && { ...sps, parameters, lengthBytes }
}

interface UnitArray {
  type: number
  bytes: Buffer
  units: Buffer[]
}

function readArrays(hvcC: Buffer): UnitArray[] | null {
  const arrays: UnitArray[] = []
  let at = HEAD_BYTES + 1
  for (let left = hvcC[HEAD_BYTES] ?? 0; left > 0; left--) {
    if (at + 3 > hvcC.byteLength) return null
    const start = at
    const units: Buffer[] = []
    const count = hvcC.readUInt16BE(at + 1)
    at += 3
    for (let unit = 0; unit < count; unit++) {
      const end = at + 2 <= hvcC.byteLength ? at + 2 + hvcC.readUInt16BE(at) : Number.POSITIVE_INFINITY
      if (end > hvcC.byteLength) return null
      units.push(hvcC.subarray(at + 2, end))
      at = end
    }
    arrays.push({ type: (hvcC[start] ?? 0) & 63, bytes: hvcC.subarray(start, at), units })
  }
  return arrays
}

/**
 * The slices of a still, each behind its length; notes are left out.
 * @returns null where it is not exactly one picture that needs no other, or brings parameters of its own
 */
export function slicesOfStill(data: Buffer, lengthBytes: number): Buffer | null {
  const slices: Buffer[] = []
  let at = 0
  for (let units = 0; at < data.byteLength; units++) {
    if (units === MOST_UNITS || at + lengthBytes > data.byteLength) return null
    const end = at + lengthBytes + data.readUIntBE(at, lengthBytes)
    if (end > data.byteLength || end < at + lengthBytes + 3) return null
    const [first = 0, second = 0, third = 0] = data.subarray(at + lengthBytes, at + lengthBytes + 3)
    const type = (first >> 1) & 63
    const layer = ((first & 1) << 5) | (second >> 3)
    const isSlice = type >= FIRST_INTRA && type <= LAST_INTRA && layer === 0
    if (!isSlice && !NOTES.includes(type)) return null
    // The first slice of a picture says that it is: there must be one, at the beginning.
    if (isSlice && third >> 7 !== (slices.length === 0 ? 1 : 0)) return null
    if (isSlice) slices.push(data.subarray(at, end))
    at = end
  }
  if (slices.length === 0) return null
  return slices.length === 1 && slices[0] ? slices[0] : Buffer.concat(slices)
}
