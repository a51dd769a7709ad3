import sharp, { type Metadata as Header, type SharpOptions } from 'sharp'
import type { MediaType } from '../../media/media-types'
import { DecodeFailure } from '../decoded/decode-failure'
import type { DecodedPhoto } from '../decoded/decoded-photo'
import { readJxlParts } from '../formats/jxl-boxes'
import { sniffMediaType } from '../formats/sniff'
import { type Metadata, readMetadata } from '../metadata/metadata'
import { findBlocks } from '../metadata/metadata-blocks'
import { fingerprintOf, placeholderOf } from './fingerprint'
import { decodeHeicPixels, HeicTooLarge, MAX_WHOLE_PIXELS } from './heic-pixels'
import { decodeJxlPixels } from './jxl-pixels'
import { type RawPicture, readRaw } from './raw-preview'
import { drawRenditions, type PictureSource, type Renditions } from './renditions'

/** Pages (frames) a file may have: only the first is ever decoded, but a longer list is a bomb for whoever counts it. */
const MAX_PAGES = 5000
/** A progressive JPEG of a camera or an editor has about ten scans; each costs a pass over all pixels. */
const MAX_SCANS = 100
const MAX_PREVIEWS = 3
const NO_PREVIEW = 'This raw file holds no preview that could be shown.'
const START_OF_SCAN = Buffer.from([0xff, 0xda])

const WHOLE_HEIC_TOO_LARGE = `This HEIC picture is stored in one piece and has more than ${MAX_WHOLE_PIXELS / 1e6} megapixels, which does not fit the memory a photo may take. Saved as JPEG it can be shown.`

/** What the child makes of one file: everything but the SHA-256, which the parent takes while it passes the bytes on. */
export type DecodedFile = Omit<DecodedPhoto, 'sha256'>

interface DecodeRequest {
  filename: string
  /** Width × height at most. */
  maxPixels: number
  /** Whether raw camera files are taken too. */
  raw: boolean
}

/**
 * Decodes one file: its type by content, its size from the header, its pixels once (strictly, then once more leniently),
 * its metadata. Of a raw file that is its largest preview. Runs in the decoder child only.
 * @throws DecodeFailure with the reason, never retried
 */
export async function decodePhoto(bytes: Buffer, request: DecodeRequest): Promise<DecodedFile> {
  const mediaType = sniffMediaType(bytes)
  if (mediaType === 'image/jxl') return decodeJxl(bytes, request)
  if (mediaType !== null) {
    const header = await readHeader(bytes, request.maxPixels)
    const metadata = readMetadata(findBlocks(bytes, mediaType, header, request.filename))
    return decodePicture({ bytes, mediaType, header }, metadata, request.maxPixels)
  }
  const picture = request.raw ? readRaw(bytes) : null
  if (picture === null) throw refuse('This file is not a picture of a format Albumen takes.')
  return decodeRaw(picture, request)
}

/** sharp knows nothing of JPEG XL: header, metadata and pixels are read here. */
async function decodeJxl(bytes: Buffer, { filename, maxPixels }: DecodeRequest): Promise<DecodedFile> {
  const none = { extendedXmp: null, iptc: null, comments: [] }
  const { codestream, exif, xmp } = readJxlParts(bytes)
  const metadata = readMetadata({ ...none, exif, xmp, filename })
  const { pixels, damaged } = await decodeJxlPixels(codestream, maxPixels)
  const { width, height, channels, data } = pixels
  const renditions = await drawRenditions({
    data,
    options: { raw: { width, height, channels: channels === 3 ? 3 : 4 } },
    orientation: 1,
    profile: null,
    space: 'srgb',
  })
  return fileOf('image/jxl', { width, height }, { renditions, damaged }, metadata)
}

/** The largest preview that can be read; a smaller one instead of it, or a cut file, counts as damage. */
async function decodeRaw(picture: RawPicture, { filename, maxPixels }: DecodeRequest): Promise<DecodedFile> {
  const metadata = readMetadata({ ...picture.metadata, filename })
  let failure: DecodeFailure | null = null
  for (const bytes of picture.previews.slice(0, MAX_PREVIEWS)) {
    try {
      const header = await readHeader(bytes, maxPixels)
      const decoded = await decodePicture({ bytes, mediaType: 'image/jpeg', header }, metadata, maxPixels)
      const damaged = decoded.damaged || picture.cut || failure !== null
      return { ...decoded, mediaType: picture.mediaType, damaged }
    } catch (error) {
      if (!(error instanceof DecodeFailure)) throw error
      failure = error
    }
  }
  throw failure ?? new DecodeFailure(NO_PREVIEW, { retry: false, notShown: true })
}

async function decodePicture(
  { bytes, mediaType, header }: { bytes: Buffer; mediaType: MediaType; header: Header },
  metadata: Metadata,
  maxPixels: number,
): Promise<DecodedFile> {
  if (mediaType === 'image/jpeg' && header.isProgressive) refuseScanBomb(bytes)
  const source: PictureSource = {
    data: bytes,
    options: { limitInputPixels: maxPixels, sequentialRead: true },
    orientation: mediaType === 'image/avif' || mediaType === 'image/heic' ? 1 : (metadata.orientation ?? 1),
    profile: header.icc ?? null,
    space: header.space ?? '',
  }
  return fileOf(mediaType, shownSize(header, source.orientation), await draw(source, mediaType), metadata)
}

function fileOf(
  mediaType: MediaType,
  size: { width: number; height: number },
  { renditions, damaged }: { renditions: Renditions; damaged: boolean },
  { fields, exif }: Metadata,
): DecodedFile {
  const { preview, thumb, pixels } = renditions
  return {
    mediaType,
    ...size,
    damaged,
    preview,
    thumb,
    placeholder: placeholderOf(pixels),
    ...fingerprintOf(pixels),
    fields,
    exif,
  }
}

async function readHeader(bytes: Buffer, maxPixels: number): Promise<Header> {
  let header: Header
  try {
    // The limit is checked below, so that the reason can name it.
    header = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata()
  } catch (error) {
    throw refuse('This file looks like a picture, but its header is broken.', error)
  }
  const { width = 0, height = 0, pages = 1 } = header
  if (width < 1 || height < 1) throw refuse('This picture says that it has no width or no height.')
  if (width * height > maxPixels) {
    throw refuse(
      `This picture has ${megapixels(width * height)} megapixels; at most ${megapixels(maxPixels)} can be shown.`,
    )
  }
  if (pages > MAX_PAGES) throw refuse(`This file has ${pages} pages or frames; at most ${MAX_PAGES} are taken.`)
  return header
}

function refuseScanBomb(bytes: Buffer): void {
  let scans = 0
  for (let at = bytes.indexOf(START_OF_SCAN); at >= 0; at = bytes.indexOf(START_OF_SCAN, at + 2)) {
    if (++scans > MAX_SCANS)
      throw refuse(`This progressive JPEG is built from more than ${MAX_SCANS} scans, which no camera writes.`)
  }
}

function megapixels(pixels: number): string {
  return (pixels / 1e6).toFixed(pixels < 10e6 ? 1 : 0)
}

async function draw(
  source: PictureSource,
  mediaType: MediaType,
): Promise<{ renditions: Renditions; damaged: boolean }> {
  if (mediaType === 'image/heic') return { renditions: await drawHeic(source), damaged: false }
  try {
    return { renditions: await drawRenditions(withFailure(source, 'warning')), damaged: false }
  } catch (strictly) {
    if (isStarved(strictly)) throw strictly
    try {
      return { renditions: await drawRenditions(withFailure(source, 'none')), damaged: true }
    } catch (error) {
      if (isStarved(error)) throw error
      throw refuse('The pixels of this picture cannot be read; the file is damaged.', error)
    }
  }
}

/** Whether a decoder says that it got no memory: that is no fault of the file. */
export function isStarved(error: unknown): boolean {
  return /out of memory|not enough memory|allocat|bad_alloc/i.test(String(error))
}

function withFailure(source: PictureSource, failOn: NonNullable<SharpOptions['failOn']>): PictureSource {
  return { ...source, options: { ...source.options, failOn } }
}

async function drawHeic(source: PictureSource): Promise<Renditions> {
  try {
    const { data, width, height, channels } = await decodeHeicPixels(source.data)
    return await drawRenditions({
      data,
      options: { raw: { width, height, channels: channels === 3 ? 3 : 4 } },
      orientation: 1,
      profile: source.profile,
      space: 'srgb',
    })
  } catch (error) {
    if (isStarved(error)) throw error
    if (error instanceof HeicTooLarge) throw refuse(WHOLE_HEIC_TOO_LARGE)
    throw refuse('The pixels of this HEIC picture cannot be read; the file is damaged.', error)
  }
}

function shownSize(header: Header, orientation: number): { width: number; height: number } {
  const { width, height } = header
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}

function refuse(reason: string, cause?: unknown): DecodeFailure {
  return new DecodeFailure(reason, { retry: false, cause })
}
