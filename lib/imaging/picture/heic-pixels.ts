import type { Pixels } from './fingerprint'
import { decodeHeicGrid } from './heic-grid'

/** libheif takes 13 bytes a pixel when it decodes a picture whole (measured): what fits the decoder's memory. */
export const MAX_WHOLE_PIXELS = 36_000_000

/** A HEIC that would have to be decoded whole and does not fit. */
export class HeicTooLarge extends Error {}

/**
 * Decodes a HEIC picture (libheif as WebAssembly: sharp's build has no HEVC). What cameras write is a grid of tiles and
 * decoded tile by tile. The container's rotation and mirroring are applied; EXIF's orientation must not be applied on top.
 * @throws HeicTooLarge; Error when the bytes are not a whole HEIC picture
 */
export async function decodeHeicPixels(bytes: Uint8Array): Promise<Pixels> {
  // Two megabytes of WebAssembly that most children never need.
  const { default: libheif } = await import('libheif-js/wasm-bundle.js')
  const grid = decodeHeicGrid(libheif, bytes)
  if (grid) return grid
  const decoder = new libheif.HeifDecoder()
  const images = decoder.decode(bytes)
  try {
    const [image] = images
    if (!image) throw new Error('There is no picture in this HEIC file.')
    const width = image.get_width()
    const height = image.get_height()
    if (width * height > MAX_WHOLE_PIXELS) throw new HeicTooLarge()
    const data = new Uint8ClampedArray(width * height * 4)
    const filled = await new Promise<{ data: Uint8ClampedArray } | null>((resolve) => {
      image.display({ data, width, height }, resolve)
    })
    if (!filled) throw new Error('The picture cannot be decoded.')
    return { data: new Uint8Array(data.buffer), width, height, channels: 4 }
  } finally {
    for (const image of images) image.free()
    decoder.decoder.delete()
  }
}
