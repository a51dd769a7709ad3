import sharp from 'sharp'
import { DecodeFailure } from '../decoded/decode-failure'
import type { Pixels } from './fingerprint'
import { forgetJxl, type JxlImage, loadJxl } from './load-jxl'
import { BROKEN_HEAD } from './refuse'

/** A picture is drawn in strips: whole, 12 megapixels take 490 MB, so 150. */
const STRIP_PIXELS = 2_000_000
/** The side of the squares that JPEG XL is coded in. */
const GROUP = 256
const UNREADABLE = 'The pixels of this JPEG XL picture cannot be read; the file is damaged.'

export interface JxlPicture {
  pixels: Pixels & { data: Buffer }
  /** Part of it did not come or could not be read. */
  damaged: boolean
}

/**
 * Decodes a JPEG XL picture (its first frame) into sRGB, upright: how it is turned stands in the codestream, EXIF's copy means nothing.
 * @param codestream without its container
 * @throws DecodeFailure
 */
export async function decodeJxlPixels(codestream: Uint8Array, maxPixels: number): Promise<JxlPicture> {
  const { JxlImage } = await loadJxl()
  const image = new JxlImage()
  let broken = false
  try {
    image.forceSrgb = true
    const whole = feed(image, codestream)
    const { width, height } = sizeOf(image, maxPixels)
    const drawn = await drawStrips(image, { width, height })
    broken = drawn.failed > 0
    return { pixels: drawn.pixels, damaged: broken || !whole || !image.loaded }
  } catch (error) {
    broken = true
    if (error instanceof DecodeFailure) throw error
    throw new DecodeFailure(UNREADABLE, { retry: false, cause: error })
  } finally {
    if (broken) forgetJxl()
    else image.free()
  }
}

/** @returns whether nothing was wrong with the bytes; what came before that can be drawn */
function feed(image: JxlImage, bytes: Uint8Array): boolean {
  try {
    image.feedBytes(bytes)
    return true
  } catch {
    return false
  }
}

function sizeOf(image: JxlImage, maxPixels: number): { width: number; height: number } {
  // False also where no frame is whole yet; the size may be known nevertheless.
  image.tryInit()
  const { width = 0, height = 0 } = image
  if (width < 1 || height < 1) throw new DecodeFailure(BROKEN_HEAD, { retry: false })
  if (width * height <= maxPixels) return { width, height }
  const [has, most] = [width * height, maxPixels].map((pixels) => (pixels / 1e6).toFixed(pixels < 10e6 ? 1 : 0))
  throw new DecodeFailure(`This picture has ${has} megapixels; at most ${most} can be shown.`, { retry: false })
}

async function drawStrips(image: JxlImage, { width, height }: { width: number; height: number }) {
  const rows = Math.max(1, Math.floor(STRIP_PIXELS / width / GROUP)) * GROUP
  let into: { data: Buffer; channels: number } | null = null
  let failed = 0
  let cause: unknown
  for (let top = 0; top < height; top += rows) {
    try {
      const strip = await drawStrip(image, { left: 0, top, width, height: Math.min(rows, height - top) })
      into ??= { data: Buffer.alloc(width * height * strip.channels, 0xff), channels: strip.channels }
      strip.data.copy(into.data, top * width * into.channels)
    } catch (error) {
      failed++
      cause = error
    }
  }
  if (into === null) throw cause
  return { pixels: { ...into, width, height }, failed }
}

async function drawStrip(image: JxlImage, region: NonNullable<JxlImage['renderingRegion']>) {
  image.renderingRegion = region
  const png = image.render(0).encodeToPng()
  const { data, info } = await sharp(png, { limitInputPixels: false })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (info.width !== region.width || info.height !== region.height) throw new Error('A strip has another size.')
  return { data, channels: info.channels }
}
