import { rgbaToThumbHash } from 'thumbhash'

/** Decoded pixels, 8 bit per channel, rows without padding. */
export interface Pixels {
  data: Uint8Array
  width: number
  height: number
  channels: number
}

const THUMBHASH_SIDE = 100
/** A multiple of 8 and of 9: both grids of the hash divide it. */
const GREY_SIDE = 72
const MIN_DEVIATION = 8
/** Averages of even areas differ by less. */
const ROUNDING = 0.01

/**
 * The thumbhash of a picture (https://evanw.github.io/thumbhash/), base64.
 * @param pixels RGB or RGBA, any size
 */
export function placeholderOf(pixels: Pixels): string {
  const scale = Math.min(1, THUMBHASH_SIDE / Math.max(pixels.width, pixels.height))
  const width = Math.max(1, Math.round(pixels.width * scale))
  const height = Math.max(1, Math.round(pixels.height * scale))
  const small = shrink(pixels, width, height)
  const rgba = new Uint8Array(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[pixel * 4 + channel] = Math.round(
        small[pixel * pixels.channels + Math.min(channel, pixels.channels - 1)] ?? 0,
      )
    }
  }
  return Buffer.from(rgbaToThumbHash(width, height, rgba)).toString('base64')
}

/** What a picture is compared by; each character of a string is a bit. */
export interface Fingerprint {
  hash: string | null
  detail: string
}

/** Both fingerprints of a picture. @param pixels RGB or RGBA in sRGB */
export function fingerprintOf(pixels: Pixels): Fingerprint {
  const { data, ...size } = pixels
  const grey = { ...size, data: greyOf(pixels), channels: 1 }
  return { hash: differenceHash(grey), detail: differences(grey, 16, ROUNDING) }
}

/**
 * 128-bit dHash (Neal Krawetz, "Kind of like that", 2013) from area averages of the grey picture: 64 bits say for 9×8
 * cells whether the right neighbour is brighter, 64 bits for 8×9 cells whether the lower one is.
 * @returns 128 characters 0 or 1; null when the picture is so flat that unlike pictures would collide
 */
function differenceHash(grey: Grid): string | null {
  const data = shrink(grey, GREY_SIDE, GREY_SIDE)
  if (deviation(data) < MIN_DEVIATION) return null
  return differences({ data, width: GREY_SIDE, height: GREY_SIDE, channels: 1 }, 8)
}

/**
 * The bits of a dHash, in the order that docs/similar.md writes down: first for `side` rows of `side` + 1 cells whether the right neighbour
 * is brighter, then for `side` + 1 rows of `side` cells whether the lower one is; each half row by row, from the left.
 * @param margin brighter by more than this
 */
function differences(grey: Grid, side: number, margin = 0): string {
  const across = shrink(grey, side + 1, side)
  const down = shrink(grey, side, side + 1)
  const bit = (cells: Float32Array, at: number, next: number) =>
    (cells[next] ?? 0) - (cells[at] ?? 0) > margin ? '1' : '0'
  let bits = ''
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) bits += bit(across, y * (side + 1) + x, y * (side + 1) + x + 1)
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) bits += bit(down, y * side + x, (y + 1) * side + x)
  return bits
}

/** Luma of ITU-R BT.601. */
function greyOf({ data, width, height, channels }: Pixels): Float32Array {
  const grey = new Float32Array(width * height)
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2]
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += channels) {
    grey[pixel] =
      0.299 * (data[at] as number) + 0.587 * (data[at + green] as number) + 0.114 * (data[at + blue] as number)
  }
  return grey
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

interface Grid {
  data: Uint8Array | Float32Array
  width: number
  height: number
  channels: number
}

/** Area average into another grid; a source pixel that straddles cells counts by its share. Across first, then down. */
function shrink(source: Grid, width: number, height: number): Float32Array {
  const { channels } = source
  const narrow = new Float32Array(width * source.height * channels)
  const line = source.width * channels
  average(
    source.data,
    narrow,
    { cells: width, places: source.width, step: channels, lines: source.height, line, into: width * channels },
    channels,
  )
  const result = new Float32Array(width * height * channels)
  const row = width * channels
  average(narrow, result, { cells: height, places: source.height, step: row, lines: 1, line: 0, into: 0 }, row)
  return result
}

interface Pass {
  /** Cells made of how many places of the source, along the direction of this pass. */
  cells: number
  places: number
  /** Distance of two places (and of two cells) in both arrays. */
  step: number
  /** How many lines there are across, and how far apart they lie in the source and in the result. */
  lines: number
  line: number
  into: number
}

/** @param width how many neighbouring values of a place are averaged alike */
function average(from: Uint8Array | Float32Array, to: Float32Array, pass: Pass, width: number): void {
  const { cells, places, step, lines, line, into } = pass
  const size = places / cells
  for (let cell = 0; cell < cells; cell++) {
    const start = cell * size
    const end = Math.min(places, start + size)
    for (let place = Math.floor(start); place < end - 1e-6; place++) {
      const weight = (Math.min(end, place + 1) - Math.max(start, place)) / (end - start)
      for (let row = 0; row < lines; row++) {
        const source = row * line + place * step
        const target = row * into + cell * step
        for (let offset = 0; offset < width; offset++) {
          to[target + offset] = (to[target + offset] as number) + weight * (from[source + offset] as number)
        }
      }
    }
  }
}
