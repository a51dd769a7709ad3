import type { Plane } from './plane'
import type { Size } from './sizes'

type Values = Uint8Array | Uint16Array

/** Weights of 8 bits down and of 7 across: with values of 16 bits a sum still has 31. */
const [DOWN_BITS, ACROSS_BITS] = [8, 7]
const HALF = 1 << (DOWN_BITS + ACROSS_BITS - 1)

/**
 * Enlarges a part of a plane, each value being a mix of the four around it, as JPEG decoders do with chroma: a sixth of the time of the
 * cubic curves that libvips enlarges by.
 * @param left and `top`: where the part begins
 */
export function enlargePlane(
  plane: Plane,
  part: Size & { left: number; top: number },
  { width, height }: Size,
): Values {
  const { data } = plane
  const result: Values = data instanceof Uint16Array ? new Uint16Array(width * height) : new Uint8Array(width * height)
  const across = places(part.width, width, 1 << ACROSS_BITS)
  const down = places(part.height, height, 1 << DOWN_BITS)
  // One more than there are: behind the last value stands the last value.
  const row = new Int32Array(part.width + 1)
  for (let y = 0; y < height; y++) {
    const upper = (part.top + (down.first[y] as number)) * plane.width + part.left
    const lower = (part.top + Math.min(part.height - 1, (down.first[y] as number) + 1)) * plane.width + part.left
    const share = down.share[y] as number
    const rest = (1 << DOWN_BITS) - share
    for (let x = 0; x < part.width; x++)
      row[x] = (data[upper + x] as number) * rest + (data[lower + x] as number) * share
    row[part.width] = row[part.width - 1] as number
    mix(row, across, result, y * width)
  }
  return result
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

function mix(row: Int32Array, { first, share }: Places, result: Values, start: number): void {
  const whole = 1 << ACROSS_BITS
  for (let x = 0; x < first.length; x++) {
    const at = first[x] as number
    const part = share[x] as number
    const sum = (row[at] as number) * (whole - part) + (row[at + 1] as number) * part
    result[start + x] = (sum + HALF) >> (DOWN_BITS + ACROSS_BITS)
  }
}
