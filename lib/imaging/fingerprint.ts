import { rgbaToThumbHash } from 'thumbhash'

/** Decoded pixels, 8 bit per channel, rows without padding. */
export interface Pixels {
  data: Uint8Array
  width: number
  height: number
  channels: number
}

const THUMBHASH_SIDE = 100
const GREY_SIDE = 64
const MIN_DEVIATION = 8

/**
 * The thumbhash of a picture (https://evanw.github.io/thumbhash/), base64.
 * @param pixels RGB or RGBA, any size
 */
export function placeholderOf(pixels: Pixels): string {
  const scale = Math.min(1, THUMBHASH_SIDE / Math.max(pixels.width, pixels.height))
  const width = Math.max(1, Math.round(pixels.width * scale))
  const height = Math.max(1, Math.round(pixels.height * scale))
  const rgba = new Uint8Array(width * height * 4).fill(255)
  for (let channel = 0; channel < 3; channel++) {
    const source = Math.min(channel, pixels.channels - 1)
    const plane = averageInto(pixels, width, height, (at) => pixels.data[at + source] ?? 0)
    for (let index = 0; index < plane.length; index++) rgba[index * 4 + channel] = Math.round(plane[index] ?? 0)
  }
  return Buffer.from(rgbaToThumbHash(width, height, rgba)).toString('base64')
}

/**
 * 128-bit dHash (Neal Krawetz, "Kind of like that", 2013) from area averages of the grey picture: 64 bits say for 9×8
 * cells whether the right neighbour is brighter, 64 bits for 8×9 cells whether the lower one is.
 * @param pixels RGB or RGBA in sRGB
 * @returns 128 characters 0 or 1; null when the picture is so flat that unlike pictures would collide
 */
export function differenceHash(pixels: Pixels): string | null {
  const { data, channels } = pixels
  const grey =
    channels < 3
      ? (at: number) => data[at] ?? 0
      : (at: number) => 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
  const square: Pixels = { data: new Uint8Array(), width: GREY_SIDE, height: GREY_SIDE, channels: 1 }
  const plane = averageInto(pixels, GREY_SIDE, GREY_SIDE, grey)
  if (deviation(plane) < MIN_DEVIATION) return null
  const cell = (at: number) => plane[at] ?? 0
  const rows = averageInto(square, 9, 8, cell)
  const columns = averageInto(square, 8, 9, cell)
  let bits = ''
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) bits += (rows[y * 9 + x] ?? 0) < (rows[y * 9 + x + 1] ?? 0) ? '1' : '0'
  }
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) bits += (columns[y * 8 + x] ?? 0) < (columns[(y + 1) * 8 + x] ?? 0) ? '1' : '0'
  }
  return bits
}

function deviation(values: Float64Array): number {
  let sum = 0
  let squares = 0
  for (const value of values) {
    sum += value
    squares += value * value
  }
  const mean = sum / values.length
  return Math.sqrt(Math.max(0, squares / values.length - mean * mean))
}

/** Area average into another grid; a source pixel that straddles cells counts by its share. Rows first, then columns. */
function averageInto(source: Pixels, width: number, height: number, valueAt: (index: number) => number): Float64Array {
  const across = spans(source.width, width)
  const down = spans(source.height, height)
  const narrow = new Float64Array(width * source.height)
  for (let y = 0; y < source.height; y++) {
    const row = y * source.width
    for (let x = 0; x < width; x++) {
      narrow[y * width + x] = weigh(across, x, (place) => valueAt((row + place) * source.channels))
    }
  }
  const result = new Float64Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) result[y * width + x] = weigh(down, y, (place) => narrow[place * width + x] ?? 0)
  }
  return result
}

interface Span {
  first: number
  weights: number[]
}

function spans(from: number, to: number): Span[] {
  const step = from / to
  return Array.from({ length: to }, (_, index) => {
    const start = index * step
    const end = Math.min(from, start + step)
    const first = Math.floor(start)
    const weights: number[] = []
    for (let place = first; place < Math.max(first + 1, Math.ceil(end - 1e-9)); place++) {
      weights.push((Math.min(end, place + 1) - Math.max(start, place)) / (end - start))
    }
    return { first, weights }
  })
}

function weigh(all: Span[], index: number, valueAt: (place: number) => number): number {
  const span = all[index]
  if (!span) return 0
  let sum = 0
  for (let offset = 0; offset < span.weights.length; offset++) {
    sum += (span.weights[offset] ?? 0) * valueAt(span.first + offset)
  }
  return sum
}
