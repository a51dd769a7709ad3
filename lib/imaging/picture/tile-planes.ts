import type { Plane } from './plane'
import type { Planes } from './planes'

/** Planes of a larger picture like these, grey: grey is what is not decoded. */
export function emptyPlanes(like: Planes, width: number, height: number): Planes {
  const empty = (plane: Plane, value: number): Plane => {
    const size = {
      width: Math.ceil((width * plane.width) / like.width),
      height: Math.ceil((height * plane.height) / like.height),
    }
    const length = size.width * size.height
    const data = like.bits > 8 ? new Uint16Array(length) : new Uint8Array(length)
    return { data: value === 0 ? data : data.fill(value), ...size }
  }
  const grey = 2 ** (like.bits - 1)
  return {
    bits: like.bits,
    premultiplied: like.premultiplied,
    matrix: like.matrix,
    fullRange: like.fullRange,
    width,
    height,
    luma: empty(like.luma, grey),
    chroma: like.chroma && [empty(like.chroma[0], grey), empty(like.chroma[1], grey)],
    alpha: like.alpha && empty(like.alpha, 2 ** like.bits - 1),
  }
}

/** Copies a tile to its place; what lies beyond the picture's edge is left out. @param strides values in a row of the tile's planes, where that is not their width */
export function copyTile(from: Planes, to: Planes, column: number, row: number, strides?: Map<Plane, number>): void {
  const pairs: [Plane | null | undefined, Plane | null | undefined][] = [
    [from.luma, to.luma],
    [from.chroma?.[0], to.chroma?.[0]],
    [from.chroma?.[1], to.chroma?.[1]],
    [from.alpha, to.alpha],
  ]
  for (const [source, target] of pairs) {
    if (!source || !target) continue
    const stride = strides?.get(source) ?? source.width
    const [left, top] = [column * source.width, row * source.height]
    const width = Math.min(source.width, target.width - left)
    const lines = Math.min(source.height, target.height - top)
    const start = top * target.width + left
    if (source.data.buffer === target.data.buffer) moveRows(source, stride, target, start, width, lines)
    else
      for (let line = 0; line < lines; line++)
        target.data.set(source.data.subarray(line * stride, line * stride + width), start + line * target.width)
  }
}

/** Within one buffer rows are moved without a view of each: 12 megapixels have 50,000. */
function moveRows(source: Plane, stride: number, target: Plane, start: number, width: number, lines: number): void {
  const { buffer, BYTES_PER_ELEMENT: unit } = source.data
  const all = source.data instanceof Uint16Array ? new Uint16Array(buffer) : new Uint8Array(buffer)
  const [from, to] = [source.data.byteOffset / unit, target.data.byteOffset / unit + start]
  for (let line = 0; line < lines; line++)
    all.copyWithin(to + line * target.width, from + line * stride, from + line * stride + width)
}
