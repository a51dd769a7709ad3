import { listChunks } from '../formats/png-chunks'
import { type Colour, differsFromSrgb, rangeOf } from './colour'
import type { HdrRange } from './opened'

const SRGB_GAMMA = 0.45455
const SRGB_CHROMATICITIES = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329]
/** A gamma that differs by less is rounding. */
const NEAR = 0.02

/** What the chunks of a PNG say of its colours (PNG, third edition, 4.3): code points before a profile before sRGB before gamma and primaries. */
export function readPngColour(bytes: Buffer): { colour: Colour | null; range: HdrRange | null } {
  const chunks = listChunks(bytes)
  const data = (name: string, least: number) =>
    chunks.find(({ type, data: { length } }) => type === name && length >= least)?.data
  const cicp = data('cICP', 4)
  if (cicp) {
    const colour: Colour = { kind: 'code points', primaries: cicp[0] ?? 1, transfer: cicp[1] ?? 13 }
    return { colour: differsFromSrgb(colour) ? colour : null, range: rangeOf(colour.transfer) }
  }
  const gama = data('gAMA', 4)
  if (!gama || data('iCCP', 1) || data('sRGB', 1)) return { colour: null, range: null }
  const gamma = gama.readUInt32BE(0) / 100_000
  const chrm = data('cHRM', 32)
  const told = chrm && Array.from({ length: 8 }, (_, index) => chrm.readUInt32BE(((index + 2) % 8) * 4) / 100_000)
  const chromaticities = told && isPossible(told) ? told : SRGB_CHROMATICITIES
  const plain =
    Math.abs(gamma - SRGB_GAMMA) < NEAR &&
    chromaticities.every((value, index) => Math.abs(value - (SRGB_CHROMATICITIES[index] ?? 0)) < 0.005)
  if (plain || gamma < 0.05 || gamma > 5) return { colour: null, range: null }
  return { colour: { kind: 'gamma', gamma: 1 / gamma, chromaticities }, range: null }
}

/** Three primaries that span something around a white. */
function isPossible(values: number[]): boolean {
  const [rx = 0, ry = 0, gx = 0, gy = 0, bx = 0, by = 0, , wy = 0] = values
  const area = Math.abs((gx - rx) * (by - ry) - (bx - rx) * (gy - ry)) / 2
  return area > 0.01 && wy > 0.1 && values.every((value) => value < 1)
}
