import type { CodePoints } from '../formats/heif-picture'

/** What the colours of pixels mean: code points (ITU-T H.273), or primaries and a gamma. */
export type Colour =
  | ({ kind: 'code points' } & CodePoints)
  /** `gamma` as a display has it (2.2); chromaticities of red, green, blue and white as x, y. */
  | { kind: 'gamma'; gamma: number; chromaticities: number[] }

export const ADOBE_RGB: Colour = {
  kind: 'gamma',
  gamma: 563 / 256,
  chromaticities: [0.64, 0.33, 0.21, 0.71, 0.15, 0.06, 0.3127, 0.329],
}

const SRGB = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329]
/** ITU-T H.273, table 2: red, green, blue and white. What is not here is taken for sRGB's. */
const PRIMARIES: Record<number, number[]> = {
  4: [0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.31, 0.316],
  5: [0.64, 0.33, 0.29, 0.6, 0.15, 0.06, 0.3127, 0.329],
  6: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, 0.3127, 0.329],
  7: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, 0.3127, 0.329],
  8: [0.681, 0.319, 0.243, 0.692, 0.145, 0.049, 0.31, 0.316],
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, 0.3127, 0.329],
  11: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.3127, 0.329],
  22: [0.63, 0.34, 0.295, 0.605, 0.155, 0.077, 0.3127, 0.329],
}
/** Primaries that differ too little from sRGB's to be told apart: television's of standard definition. */
const NEAR_SRGB = new Set([0, 1, 2, 3, 5, 6, 7, 22])
const PQ = 16
const HLG = 18
/** The luminance of diffuse white in an HDR picture (ITU-R BT.2408), in cd/m². */
const WHITE = 203
const PEAK = 1000 / WHITE
/** Up to here, of diffuse white, light is left as it is; what is brighter is pressed together. */
const KNEE = 0.75

/** What is told of a picture whose light goes beyond diffuse white. */
export function rangeOf(transfer: number | undefined): 'PQ' | 'HLG' | null {
  if (transfer === PQ) return 'PQ'
  return transfer === HLG ? 'HLG' : null
}

/** Whether these are colours that have to be converted before they can be shown as sRGB. */
export function differsFromSrgb(colour: Colour): boolean {
  if (colour.kind === 'gamma') return true
  return !NEAR_SRGB.has(colour.primaries) || [4, 5, 8, 16, 17, 18].includes(colour.transfer)
}

/**
 * Converts pixels to sRGB: light by the transfer curve, tone mapping where it goes beyond diffuse white, primaries, sRGB's curve.
 * @param pixels RGB, 8 or 16 bits a channel
 */
export function toSrgb(pixels: Uint8Array | Uint16Array, colour: Colour): Uint8Array {
  const most = pixels instanceof Uint16Array ? 65_535 : 255
  const light = new Float32Array(most + 1)
  for (let value = 0; value <= most; value++) light[value] = lightOf(value / most, colour)
  const tone = colour.kind === 'code points' ? rangeOf(colour.transfer) : null
  const [a, b, c, d, e, f, g, h, i] = matrixOf(colour) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const curve = srgbCurve()
  const result = new Uint8Array(pixels.length)
  for (let at = 0; at < pixels.length; at += 3) {
    let red = light[pixels[at] as number] as number
    let green = light[pixels[at + 1] as number] as number
    let blue = light[pixels[at + 2] as number] as number
    if (tone !== null) {
      const scale = toneScale(red, green, blue, tone)
      red *= scale
      green *= scale
      blue *= scale
    }
    result[at] = curve[step(a * red + b * green + c * blue)] as number
    result[at + 1] = curve[step(d * red + e * green + f * blue)] as number
    result[at + 2] = curve[step(g * red + h * green + i * blue)] as number
  }
  return result
}

const STEPS = 8192

function step(light: number): number {
  return light <= 0 ? 0 : light >= 1 ? STEPS : (light * STEPS + 0.5) | 0
}

/** IEC 61966-2-1, in steps of light (finer where it is dark would need more: 8192 are exact to one of 255). */
function srgbCurve(): Uint8Array {
  return Uint8Array.from({ length: STEPS + 1 }, (_, index) => {
    const light = index / STEPS
    return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055))
  })
}

/** Light of a coded value, 1 being white (of HDR: diffuse white). */
function lightOf(value: number, colour: Colour): number {
  if (colour.kind === 'gamma') return value ** colour.gamma
  if (colour.transfer === 4) return value ** 2.2
  if (colour.transfer === 5) return value ** 2.8
  if (colour.transfer === 8) return value
  if (colour.transfer === 17) return (52.37 / 48) * value ** 2.6
  if (colour.transfer === PQ) return pqLight(value) / WHITE
  if (colour.transfer === HLG) return hlgLight(value)
  // Television's curves are shown as sRGB's, as browsers do.
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

/** SMPTE ST 2084, in cd/m². */
function pqLight(value: number): number {
  const power = value ** (1 / 78.84375)
  return 10_000 * (Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)) ** (1 / 0.1593017578125)
}

/** ITU-R BT.2100, HLG: light of the scene, 1 being the most. */
function hlgLight(value: number): number {
  if (value <= 0.5) return value ** 2 / 3
  return (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
}

/** How much all three channels are scaled: of HLG first from scene to display (gamma 1.2 at 1000 cd/m²), then the pressing together. */
function toneScale(red: number, green: number, blue: number, tone: 'PQ' | 'HLG'): number {
  let scale = 1
  if (tone === 'HLG') {
    const luminance = 0.2627 * red + 0.678 * green + 0.0593 * blue
    if (luminance <= 0) return 0
    scale = PEAK * luminance ** 0.2
  }
  const most = Math.max(red, green, blue) * scale
  if (most <= KNEE) return scale
  const over = Math.min(1, (most - KNEE) / (PEAK - KNEE))
  // A curve that leaves the knee with slope 1 and reaches 1 at the peak.
  const slope = (PEAK - KNEE) / (1 - KNEE)
  const pressed = KNEE + (1 - KNEE) * ((over * slope) / (1 + over * (slope - 1)))
  return (scale * pressed) / most
}

/** From a colour's primaries to sRGB's, for light; white goes to white. */
function matrixOf(colour: Colour): number[] {
  const from = colour.kind === 'gamma' ? colour.chromaticities : (PRIMARIES[colour.primaries] ?? SRGB)
  const toXyz = rgbToXyz(from)
  const adapted = multiply(bradford(from.slice(6), SRGB.slice(6)), toXyz)
  return multiply(invert(rgbToXyz(SRGB)), adapted)
}

function rgbToXyz([rx, ry, gx, gy, bx, by, wx, wy]: number[]): number[] {
  const columns = [
    rx,
    gx,
    bx,
    ry,
    gy,
    by,
    1 - (rx ?? 0) - (ry ?? 0),
    1 - (gx ?? 0) - (gy ?? 0),
    1 - (bx ?? 0) - (by ?? 0),
  ] as number[]
  const [r, g, b] = apply(invert(columns), xyz(wx as number, wy as number)) as [number, number, number]
  return columns.map((value, index) => value * ([r, g, b][index % 3] as number))
}

function xyz(x: number, y: number): number[] {
  return [x / y, 1, (1 - x - y) / y]
}

const CONES = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296]

/** From one white to another (Bradford). */
function bradford(from: number[], to: number[]): number[] {
  const source = apply(CONES, xyz(from[0] as number, from[1] as number))
  const target = apply(CONES, xyz(to[0] as number, to[1] as number))
  const scale = CONES.map(
    (value, index) => (value * (target[Math.floor(index / 3)] as number)) / (source[Math.floor(index / 3)] as number),
  )
  return multiply(invert(CONES), scale)
}

function apply(m: number[], v: number[]): number[] {
  return [0, 1, 2].map((row) =>
    [0, 1, 2].reduce((sum, column) => sum + (m[row * 3 + column] as number) * (v[column] as number), 0),
  )
}

function multiply(a: number[], b: number[]): number[] {
  const cell = (row: number, column: number) =>
    [0, 1, 2].reduce((sum, index) => sum + (a[row * 3 + index] as number) * (b[index * 3 + column] as number), 0)
  return Array.from({ length: 9 }, (_, index) => cell(Math.floor(index / 3), index % 3))
}

function invert(m: number[]): number[] {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number]
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  const adjugate = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ]
  return adjugate.map((value) => value / determinant)
}
