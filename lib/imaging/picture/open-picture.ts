import sharp, { type Metadata as Header, type SharpOptions } from 'sharp'
import type { MediaType } from '../../media/media-types'
import { readGifFrame } from '../formats/gif-frame'
import { jpegRange } from '../formats/jpeg-gain-map'
import { wholeWebp } from '../formats/webp-chunks'
import type { PictureTags } from '../metadata/picture-tags'
import { ADOBE_RGB } from './colour'
import { type Heif, openAvif, plainAvif, readHeif } from './heif-source'
import { isJpegHoled } from './holes'
import type { Headed, OpenedPicture } from './opened'
import { readPngColour } from './png-colour'
import { BROKEN_HEAD, BROKEN_PIXELS, checkPixels, isLimited, NO_PIXELS, refuse } from './refuse'
import { unchanged } from './renditions'
import { LZMA, repackTiff } from './repack-tiff'
import { chooseTiffPage, type TiffPage } from './tiff-pages'
import { hasScan, undecodable } from './undecodable'
import { loadLzma2 } from './unpack-lzma'

/** Pages (frames) a file may have: only the first is ever decoded, but a longer list is a bomb for whoever counts it. */
const MAX_PAGES = 5000

/** A file that sharp reads: its header, and what was found on the way to it. */
export interface Readable extends Headed {
  options: SharpOptions
  heif: Heif | null
  page: TiffPage | null
  /** Whether its end or another part of it is missing. */
  cut: boolean
}

/**
 * Reads the header of a file that sharp decodes, of the picture in it that counts.
 * @throws DecodeFailure when there is none, or it is too large
 */
export async function readHead(file: Buffer, mediaType: MediaType, maxPixels: number): Promise<Readable> {
  const heif = mediaType === 'image/avif' ? readHeif(file) : null
  const page = mediaType === 'image/tiff' ? chooseTiffPage(file) : null
  const bytes = mediaType === 'image/avif' ? plainAvif(file, heif) : mediaType === 'image/webp' ? wholeWebp(file) : file
  const { header, options } = await headerOf(bytes, page?.options ?? {}).catch((error: unknown) => {
    throw undecodable({ bytes, mediaType, page }) ?? (endsEarly(bytes, mediaType) ? refuse(NO_PIXELS, error) : error)
  })
  checkPixels(header.width ?? 0, header.height ?? 0, maxPixels)
  if (endsEarly(bytes, mediaType)) throw undecodable({ bytes, mediaType, page }) ?? refuse(NO_PIXELS)
  const repacked = page && repack(bytes, page)
  const { pages = 1 } = header
  if (pages > MAX_PAGES) throw refuse(`This file has ${pages} pages or frames; at most ${MAX_PAGES} are taken.`)
  return {
    bytes: repacked?.bytes ?? bytes,
    mediaType,
    header,
    options: { ...options, limitInputPixels: maxPixels, sequentialRead: true },
    heif,
    page,
    cut: repacked?.damaged ?? bytes.byteLength > file.byteLength,
  }
}

/** LZMA is what sharp's binaries do not unpack, and draw black. @returns null for all else */
function repack(bytes: Buffer, page: TiffPage) {
  if (page.compression !== LZMA || page.directory === null) return null
  const repacked = loadLzma2() ? repackTiff(bytes, page.directories, page.directory) : null
  if (repacked) return repacked
  throw loadLzma2()
    ? refuse(BROKEN_PIXELS)
    : (undecodable({ bytes, mediaType: 'image/tiff', page }) ?? refuse(BROKEN_PIXELS))
}

function endsEarly(bytes: Buffer, mediaType: MediaType): boolean {
  return mediaType === 'image/jpeg' && !hasScan(bytes)
}

async function headerOf(bytes: Buffer, page: SharpOptions): Promise<{ header: Header; options: SharpOptions }> {
  // The limit is checked afterwards, so that the reason can name it.
  const read = (options: SharpOptions) =>
    sharp(bytes, { limitInputPixels: false, failOn: 'none', ...options }).metadata()
  try {
    return { header: await read(page), options: page }
  } catch (error) {
    if (!isLimited(error)) throw refuse(BROKEN_HEAD, error)
  }
  // libheif's own limits are for those who have none: here pixels and memory are limited anyway.
  const options = { ...page, unlimited: true }
  try {
    return { header: await read(options), options }
  } catch (error) {
    throw refuse(BROKEN_HEAD, error)
  }
}

/** How a file that sharp reads is to be drawn. */
export async function openPicture(file: Readable, told: PictureTags): Promise<OpenedPicture> {
  const { bytes, mediaType, header, options } = file
  if (mediaType === 'image/avif') return withOptions(openAvif(file, file.heif), options)
  const { width = 0, height = 0, space = '', icc = null } = header
  const plain: OpenedPicture = {
    source: { data: bytes, options, orientation: 1, profile: icc, space, deep: header.depth === 'ushort' },
    width,
    height,
    damaged: file.cut,
    range: null,
  }
  if (mediaType === 'image/jpeg') {
    const colour = told.adobeRgb && !icc && space === 'srgb' ? ADOBE_RGB : null
    return { ...plain, source: { ...plain.source, colour }, damaged: isJpegHoled(bytes), range: jpegRange(bytes) }
  }
  if (mediaType === 'image/png') {
    const { colour, range } = readPngColour(bytes)
    return { ...plain, source: { ...plain.source, colour: icc ? null : colour }, range }
  }
  if (mediaType === 'image/gif')
    return { ...plain, source: { ...plain.source, ...(await framed(bytes, options, header)) } }
  if (file.page === null) return plain
  const scale = await scaleOf(bytes, options, header)
  return { ...plain, source: { ...plain.source, coloursOnly: file.page.extra, ...(scale === null ? {} : { scale }) } }
}

function withOptions(opened: OpenedPicture, options: SharpOptions): OpenedPicture {
  return { ...opened, source: { ...opened.source, options } }
}

/** A first frame smaller than the screen lies on white: nothing is there yet that it could lie on. */
async function framed(bytes: Buffer, options: SharpOptions, { width = 0, height = 0, hasAlpha }: Header) {
  const frame = readGifFrame(bytes)
  const inside = frame && frame.left + frame.width <= width && frame.top + frame.height <= height
  if (!inside || hasAlpha || (frame.width === width && frame.height === height)) return {}
  const [right, bottom] = [width - frame.left - frame.width, height - frame.top - frame.height]
  const { data, info } = await sharp(bytes, options)
    .extract(frame)
    .toColourspace('srgb')
    .extend({ left: frame.left, top: frame.top, right, bottom, background: '#fff' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, options: { raw: { width: info.width, height: info.height, channels: info.channels } } }
}

const WHOLE_NUMBERS: Record<string, number> = { uint: 2 ** 32 - 1, int: 2 ** 31 - 1, short: 2 ** 15 - 1, char: 127 }
/** Values of floating point go from 0 to 1; what a picture of 0 to 1 has above is glare. What goes further counts to 255, 65,535 or its own most. */
const GLARE = 16

/** What values are multiplied with to be of 8 bits; null where they are, or are of 16. */
async function scaleOf(bytes: Buffer, options: SharpOptions, { depth, space }: Header): Promise<number | null> {
  const whole = WHOLE_NUMBERS[depth ?? '']
  if (whole) return 255 / whole
  if (depth !== 'float' && depth !== 'double') return null
  const small = sharp(bytes, { ...options, failOn: 'none' }).resize({
    width: 512,
    height: 512,
    fit: 'inside',
    withoutEnlargement: true,
  })
  const { data } = await unchanged(small, space ?? '')
    .raw({ depth: 'float' })
    .toBuffer({ resolveWithObject: true })
  const values = new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4)
  const most = values.reduce((found, value) => (Number.isFinite(value) && value > found ? value : found), 0)
  if (most <= GLARE) return 255
  if (most <= 256) return 1
  return 255 / Math.max(65_535, most)
}
