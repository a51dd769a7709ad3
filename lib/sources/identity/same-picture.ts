// Other bytes under a known key: the same picture saved again, or another one?
import type { Likeness } from '@/db/schema/file-fields'
import { mirrored, transposed } from '../../similar/turned-prints'

export type { Likeness }

/** `same`: saved again. `other`: another picture. `unknown`: nothing tells. */
export type Sameness = 'same' | 'other' | 'unknown'

/** Bits of 128: of pictures that were only saved again nearly all differ by no more. */
const NEAR = 12
/** Unlike pictures differ by 25 at the very least and by 63 mostly; what lies between tells nothing. */
const FAR = 40
/** Where time and camera agree, a coarse copy of a picture with even areas may differ by so much. */
const NEAR_ENOUGH = 32

type Sign = 'agrees' | 'differs' | 'silent'

/** Judges whether two contents are one picture, by capture time, camera and fingerprint (whichever way up). */
export function judgeLikeness(before: Likeness, after: Likeness): Sameness {
  const time = compareTimes(before.fields.takenLocal, after.fields.takenLocal)
  const camera = compareCameras(before, after)
  const bits = differingBits(before, after)
  const print = bits === null ? 'silent' : bits <= NEAR ? 'agrees' : bits >= FAR ? 'differs' : 'silent'
  if (time === 'differs') return 'other'
  if (time === 'agrees') {
    if (camera === 'differs') return print === 'agrees' ? 'unknown' : 'other'
    // A crop of a picture has its time and camera, and so has the next one of a burst.
    return bits !== null && bits <= NEAR_ENOUGH ? 'same' : 'unknown'
  }
  if (print === 'differs' || (camera === 'differs' && print !== 'agrees')) return 'other'
  return 'unknown'
}

/** Programs drop fractions of seconds; two fractions that are there and differ tell of a burst. */
function compareTimes(before: string | null, after: string | null): Sign {
  if (before === null || after === null) return 'silent'
  const [one, other] = [partsOf(before), partsOf(after)]
  if (one.second !== other.second) return 'differs'
  const both = one.fraction !== 0 && other.fraction !== 0
  return both && one.fraction !== other.fraction ? 'differs' : 'agrees'
}

function partsOf(local: string): { second: string; fraction: number } {
  const [second = '', fraction = ''] = local.replace('T', ' ').split('.')
  return { second, fraction: Number(`0.${fraction || '0'}`) }
}

function compareCameras(before: Likeness, after: Likeness): Sign {
  const [one, other] = [before.fields.camera, after.fields.camera]
  if (one.model === null || other.model === null) return 'silent'
  return one.model === other.model && (one.make ?? '') === (other.make ?? '') ? 'agrees' : 'differs'
}

function differingBits(before: Likeness, after: Likeness): number | null {
  const { hash } = after
  if (before.hash === null || hash === null) return null
  return Math.min(...turnsOf(before.hash, before, after).map((turned) => distance(turned, hash)))
}

/** Of a turned bit only one value contradicts, so it counts twice: see `turned-prints`. */
function distance(turned: string, other: string): number {
  let bits = 0
  for (let at = 0; at < turned.length; at++) {
    const bit = turned[at]
    if (bit === '0' || bit === '1') bits += bit === other[at] ? 0 : 1
    else if (bit === 'd' && other[at] === '1') bits += 2
  }
  return bits
}

interface Size {
  width: number | null
  height: number | null
}

/** The fingerprints that the same picture may have: as it was and, where its size fits, turned (a new orientation was written into it). */
function turnsOf(hash: string, before: Size, after: Size): string[] {
  const quarter = mirrored(transposed(hash))
  const half = mirrored(transposed(quarter))
  const turns = [hash]
  if (before.width === after.width && before.height === after.height) turns.push(half)
  if (before.width === after.height && before.height === after.width) turns.push(quarter, mirrored(transposed(half)))
  return turns
}
