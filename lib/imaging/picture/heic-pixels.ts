import { type HeifPicture, withoutTransforms } from '../formats/heif-picture'
import { HeifMemory } from './heif-memory'
import type { Plane } from './plane'
import type { Planes } from './planes'
import { copyTile, emptyPlanes } from './tile-planes'

/** A picture in one piece: libheif took 13 bytes a pixel when this was measured, and what is drawn of it as many again. What fits the decoder's memory. */
export const MAX_WHOLE_PIXELS = 36_000_000

/** A HEIC that would have to be decoded whole and does not fit. */
export class HeicTooLarge extends Error {}

export interface HeicPixels {
  planes: Planes
  /** Whether some of its tiles could not be decoded; they are grey. */
  damaged: boolean
}

const ANY = 99
const RGB = 1
const CHROMA_444 = 3
const INTERLEAVED = 10
const CHANNELS = { luma: 0, blue: 1, red: 2, alpha: 6 }
const RGB_CHANNELS = { luma: 4, blue: 5, red: 3, alpha: 6 }
const TILING_BYTES = 128
const MOST_ITEMS = 20_000
/** Where heif_security_limits (version 4) holds max_items, extents of an item and children of a box, in words of 32 bits. */
const LIMITS = { items: 7, extents: 13, children: 15 }

/**
 * Decodes the primary picture of a HEIC (libheif as WebAssembly: sharp's build has no HEVC) as it is coded, neither cropped nor turned, into
 * luma and chroma. What cameras write is a grid of tiles and decoded tile by tile.
 * @throws HeicTooLarge; Error when nothing of it can be decoded
 */
export async function decodeHeicPixels(bytes: Buffer, picture: HeifPicture): Promise<HeicPixels> {
  // Two megabytes of WebAssembly that most children never need.
  const { default: libheif } = await import('libheif-js/wasm-bundle.js')
  const heif = new HeifMemory(libheif)
  try {
    const handle = openPrimary(heif, bytes, picture)
    const options = heif.own(libheif._heif_decoding_options_alloc(), libheif._heif_decoding_options_free)
    const tiling = readTiling(heif, handle)
    const alpha = libheif._heif_image_handle_has_alpha_channel(handle) !== 0
    if (tiling.columns * tiling.rows > 1 && !alpha) return decodeGrid(heif, handle, options, tiling)
    if (tiling.width * tiling.height > MAX_WHOLE_PIXELS) throw new HeicTooLarge()
    return { planes: decodeWhole(heif, handle, options), damaged: false }
  } finally {
    heif.release()
  }
}

/** The handle of the primary picture. Of a picture in tiles the file is as long as it says: what was cut off is zero, so that the other tiles can be decoded. */
function openPrimary(heif: HeifMemory, bytes: Buffer, picture: HeifPicture): number {
  const { libheif } = heif
  const context = heif.own(libheif._heif_context_alloc(), libheif._heif_context_free)
  const limits = libheif._heif_context_get_security_limits(context) / 4
  for (const at of Object.values(LIMITS)) libheif.HEAP32[limits + at] = MOST_ITEMS
  const length =
    picture.parts.length > 1
      ? Math.max(bytes.byteLength, Math.min(picture.end, bytes.byteLength * 4))
      : bytes.byteLength
  const file = heif.allocate(length)
  libheif.HEAPU8.set(withoutTransforms(bytes, picture), file)
  libheif.HEAPU8.fill(0, file + bytes.byteLength, file + length)
  heif.check((error) => libheif._heif_context_read_from_memory_without_copy(error, context, file, length, 0))
  heif.check((error) => libheif._heif_context_get_primary_image_handle(error, context, heif.out))
  return heif.own(heif.result(), libheif._heif_image_handle_release)
}

/** heif_image_tiling. */
interface Tiling {
  columns: number
  rows: number
  tileWidth: number
  tileHeight: number
  width: number
  height: number
}

function readTiling(heif: HeifMemory, handle: number): Tiling {
  const { libheif } = heif
  const at = heif.allocate(TILING_BYTES)
  heif.check((error) => libheif._heif_image_handle_get_image_tiling(error, handle, 0, at))
  const [, columns = 1, rows = 1, tileWidth = 0, tileHeight = 0, width = 0, height = 0] = libheif.HEAP32.subarray(
    at / 4,
    at / 4 + 7,
  )
  return { columns, rows, tileWidth, tileHeight, width, height }
}

function decodeGrid(heif: HeifMemory, handle: number, options: number, tiling: Tiling): HeicPixels {
  const { libheif } = heif
  const { columns, rows, tileWidth, tileHeight, width, height } = tiling
  if (columns * tileWidth < width || rows * tileHeight < height) throw new Error('The tiles do not fill the picture.')
  let planes: Planes | null = null
  let failure: unknown = null
  for (let tile = 0; tile < columns * rows; tile++) {
    const [column, row] = [tile % columns, Math.floor(tile / columns)]
    try {
      heif.check((error) =>
        libheif._heif_image_handle_decode_image_tile(error, handle, heif.out, ANY, ANY, options, column, row),
      )
    } catch (error) {
      failure = error
      continue
    }
    const image = heif.result()
    try {
      const found = readImage(heif, handle, image)
      if (found.luma.width !== tileWidth || found.luma.height !== tileHeight)
        throw new Error('A tile has another size than the others.')
      planes ??= emptyPlanes(found, width, height)
      copyTile(found, planes, column, row, found.strides)
    } finally {
      libheif._heif_image_release(image)
    }
  }
  if (!planes) throw failure
  return { planes, damaged: failure !== null }
}

function decodeWhole(heif: HeifMemory, handle: number, options: number): Planes {
  const { libheif } = heif
  const decode = (space: number, chroma: number) => {
    heif.check((error) => libheif._heif_decode_image(error, handle, heif.out, space, chroma, options))
    return heif.result()
  }
  let image = decode(ANY, ANY)
  if (libheif._heif_image_get_chroma_format(image) >= INTERLEAVED) {
    libheif._heif_image_release(image)
    image = decode(RGB, CHROMA_444)
  }
  try {
    const found = readImage(heif, handle, image)
    const planes = emptyPlanes(found, found.width, found.height)
    copyTile(found, planes, 0, 0, found.strides)
    return planes
  } finally {
    libheif._heif_image_release(image)
  }
}

/** The planes of a decoded image, still in libheif's memory, with the padding of its rows: `width` is that of a row. */
interface Image extends Planes {
  strides: Map<Plane, number>
}

function readImage(heif: HeifMemory, handle: number, image: number): Image {
  const { libheif } = heif
  const rgb = libheif._heif_image_get_colorspace(image) === RGB
  const channels = rgb ? RGB_CHANNELS : CHANNELS
  const strides = new Map<Plane, number>()
  const bits = libheif._heif_image_get_bits_per_pixel_range(image, channels.luma)
  const plane = (channel: number): Plane | null => {
    if (!libheif._heif_image_has_channel(image, channel)) return null
    const at = libheif._heif_image_get_plane_readonly(image, channel, heif.out)
    const stride = heif.result()
    const [width, height] = [
      libheif._heif_image_get_width(image, channel),
      libheif._heif_image_get_height(image, channel),
    ]
    const bytes = libheif.HEAPU8.subarray(at, at + stride * height)
    const data = bits > 8 ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2) : bytes
    const found = { data, width, height }
    strides.set(found, bits > 8 ? stride / 2 : stride)
    return found
  }
  const luma = plane(channels.luma)
  const [blue, red] = [plane(channels.blue), plane(channels.red)]
  if (!luma) throw new Error('There are no pixels.')
  const alpha = plane(channels.alpha)
  const { width, height } = luma
  const chroma: [Plane, Plane] | null = blue && red ? [blue, red] : null
  const premultiplied = alpha !== null && libheif._heif_image_is_premultiplied_alpha(image) !== 0
  const coding = rgb ? { matrix: 0, fullRange: true } : codingOf(heif, handle, image)
  return { width, height, bits, luma, chroma, alpha, premultiplied, ...coding, strides }
}

/** Matrix and range: what the decoded picture says, else the item, else libheif's own assumption. */
function codingOf(heif: HeifMemory, handle: number, image: number): { matrix: number; fullRange: boolean } {
  const { libheif } = heif
  const calls: ((error: number) => void)[] = [
    (error) => libheif._heif_image_get_nclx_color_profile(error, image, heif.out),
    (error) => libheif._heif_image_handle_get_nclx_color_profile(error, handle, heif.out),
  ]
  for (const call of calls) {
    try {
      heif.check(call)
    } catch {
      // None there.
      continue
    }
    const at = heif.result()
    const found = { matrix: libheif.HEAP32[at / 4 + 3] ?? 6, fullRange: libheif.HEAPU8[at + 16] !== 0 }
    libheif._heif_nclx_color_profile_free(at)
    return found
  }
  return { matrix: 6, fullRange: true }
}
