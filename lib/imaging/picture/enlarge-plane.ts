import type { Plane } from './plane'
import type { Size } from './sizes'

type Values = Uint8Array | Uint16Array

/** The rows of a plane, one at a time: a row holds until the next is asked for. */
export type Rows = (y: number) => Values

/** Weights of 8 bits down and of 7 across: with values of 16 bits a sum still has 31. */
const [DOWN_BITS, ACROSS_BITS] = [8, 7]
const HALF = 1 << (DOWN_BITS + ACROSS_BITS - 1)

/**
 * A part of a plane enlarged, each value being a mix of the four around it, as JPEG decoders do with chroma: a fraction of the time of the
 * cubic curves that libvips enlarges by.
 * @param part where `left` and `top` say where it begins
 */
export function enlargedRows(plane: Plane, part: Size & { left: number; top: number }, { width, height }: Size): Rows {
  const { data } = plane
  const across = places(part.width, width, 1 << ACROSS_BITS)
  const down = places(part.height, height, 1 << DOWN_BITS)
  // One more than there are: behind the last value stands the last value.
  const sums = new Int32Array(part.width + 1)
  const row = data instanceof Uint16Array ? new Uint16Array(width) : new Uint8Array(width)
  const begin = (line: number) => (part.top + Math.min(part.height - 1, line)) * plane.width + part.left
  return (y) => {
    const first = down.first[y] as number
    addRows(data, begin(first), begin(first + 1), down.share[y] as number, sums)
    mix(sums, across, row)
    return row
  }
}

interface Places {
  first: Int32Array
  /** How much of the one behind it, of a whole. */
  share: Int32Array
}

/** For each value of a side the first of two it lies between; centres of values stand half a value from the edge. */
function places(from: number, to: number, whole: number): Places {
  const found: Places = { first: new Int32Array(to), share: new Int32Array(to) }
  for (let at = 0; at < to; at++) {
    const place = Math.max(0, Math.min(from - 1, ((at + 0.5) * from) / to - 0.5))
    const first = Math.floor(place)
    found.first[at] = first
    found.share[at] = Math.round((place - first) * whole)
  }
  return found
}

function addRows(data: Values, upper: number, lower: number, share: number, sums: Int32Array): void {
  const last = sums.length - 1
  for (let x = 0; x < last; x++) {
    const value = data[upper + x] as number
    sums[x] = (value << DOWN_BITS) + ((data[lower + x] as number) - value) * share
  }
  sums[last] = sums[last - 1] as number
}

function mix(sums: Int32Array, { first, share }: Places, row: Values): void {
  for (let x = 0; x < row.length; x++) {
    const at = first[x] as number
    const value = sums[at] as number
    const sum = (value << ACROSS_BITS) + ((sums[at + 1] as number) - value) * (share[x] as number)
    row[x] = (sum + HALF) >> (DOWN_BITS + ACROSS_BITS)
  }
}
