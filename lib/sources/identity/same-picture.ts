// Other bytes under a known key: the same picture saved again, or another one?
import type { Likeness } from '@/db/schema/file-fields'

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

/** Of a turned bit only one value contradicts, so it counts twice: see `FLIPPED`. */
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
  const quarter = mirror(transpose(hash))
  const half = mirror(transpose(quarter))
  const turns = [hash]
  if (before.width === after.width && before.height === after.height) turns.push(half)
  if (before.width === after.height && before.height === after.width) turns.push(quarter, mirror(transpose(half)))
  return turns
}

/** The fingerprint of a picture whichever of four ways up, as plain bits: to look for the nearest ones, not to judge by. */
export function turnedPrints(hash: string): string[] {
  const quarter = mirror(transpose(hash))
  const half = mirror(transpose(quarter))
  const guessed = (turned: string) => turned.replaceAll('d', '0').replaceAll('e', '1')
  return [hash, quarter, half, mirror(transpose(half))].map(guessed)
}

const SIDE = 8
const HALF = SIDE * SIDE
/** A bit says "brighter to the right"; the other way round "darker" is sure (`d`), while "not brighter" may be even (`e`). */
const FLIPPED: Record<string, string> = { '1': 'd', '0': 'e', d: '1', e: '0' }
const flip = (bit = '0') => FLIPPED[bit] ?? bit

/** Left becomes right: neighbours change their order, so what was brighter to the right is so to the left. */
function mirror(hash: string): string {
  const across = gridOf((x, y) => flip(hash[y * SIDE + (SIDE - 1 - x)]))
  const down = gridOf((x, y) => hash[HALF + y * SIDE + (SIDE - 1 - x)] ?? '0')
  return across + down
}

/** Rows become columns. */
function transpose(hash: string): string {
  const across = gridOf((x, y) => hash[HALF + x * SIDE + y] ?? '0')
  const down = gridOf((x, y) => hash[x * SIDE + y] ?? '0')
  return across + down
}

function gridOf(bitAt: (x: number, y: number) => string): string {
  let bits = ''
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) bits += bitAt(x, y)
  return bits
}
