import type { Metadata as Header, SharpOptions } from 'sharp'
import type { MediaType } from '../../media/media-types'
import { DecodeFailure } from '../decoded/decode-failure'
import type { DecodedPhoto } from '../decoded/decoded-photo'
import { withBasePicture } from '../formats/heif-items'
import { jpegStart } from '../formats/jpeg-segments'
import { readJxlParts } from '../formats/jxl-boxes'
import { sniffMediaType } from '../formats/sniff'
import { type Metadata, type MetadataBlocks, readMetadata } from '../metadata/metadata'
import { findBlocks } from '../metadata/metadata-blocks'
import { type PictureTags, readPictureTags } from '../metadata/picture-tags'
import { fingerprintOf, placeholderOf } from './fingerprint'
import { openHeic } from './heif-source'
import { decodeJxlPixels } from './jxl-pixels'
import { openPicture, type Readable, readHead } from './open-picture'
import type { OpenedPicture } from './opened'
import { type RawPicture, readRaw } from './raw-preview'
import { previewOrientation } from './raw-upright'
import { BROKEN_PIXELS, isStarved, refuse } from './refuse'
import { drawRenditions, type PictureSource, type Renditions } from './renditions'
import { undecodable } from './undecodable'

/** A progressive JPEG of a camera or an editor has about ten scans; each costs a pass over all pixels. */
const MAX_SCANS = 100
const MAX_PREVIEWS = 3
const NO_PREVIEW =
  'This raw file holds no preview that could be shown. Saved as JPEG by the program that develops it, it can be shown.'
const START_OF_SCAN = Buffer.from([0xff, 0xda])

/** What the child makes of one file: everything but the SHA-256, which the parent takes while it passes the bytes on. */
export type DecodedFile = Omit<DecodedPhoto, 'sha256'>

interface DecodeRequest {
  filename: string
  /** Width × height at most. */
  maxPixels: number
  /** Whether raw camera files are taken too. */
  raw: boolean
  /** Quarter turns clockwise that it is drawn turned, beyond its own orientation. */
  turn?: number
}

/**
 * Decodes one file: its type by content, its size from the header, its pixels once (strictly, then once more leniently),
 * its metadata. Of a raw file that is its largest preview. Runs in the decoder child only.
 * @throws DecodeFailure with the reason, never retried
 */
export async function decodePhoto(file: Buffer, request: DecodeRequest): Promise<DecodedFile> {
  const mediaType = sniffMediaType(file)
  const bytes = plain(file, mediaType)
  if (mediaType === 'image/heic') return decodeHeic(bytes, request)
  if (mediaType === 'image/jxl') return decodeJxl(bytes, request)
  if (mediaType !== null) {
    const head = await readHead(bytes, mediaType, request.maxPixels)
    const blocks = findBlocks(bytes, mediaType, head.header, request.filename)
    return decodePicture(head, readMetadata(blocks), readPictureTags(blocks), request.turn)
  }
  const picture = request.raw ? readRaw(bytes) : null
  if (picture === null) throw refuse('This file is not a picture of a format Albumen takes.')
  return decodeRaw(picture, request)
}

/** Without what stands before a JPEG, and with the picture of standard range as the one that counts. */
function plain(file: Buffer, mediaType: MediaType | null): Buffer {
  if (mediaType === 'image/jpeg') return file.subarray(jpegStart(file))
  return mediaType === 'image/heic' || mediaType === 'image/avif' ? withBasePicture(file) : file
}

async function decodeHeic(bytes: Buffer, { filename, maxPixels, turn }: DecodeRequest): Promise<DecodedFile> {
  const blocks = findBlocks(bytes, 'image/heic', {} as Header, filename)
  const metadata = readMetadata(blocks)
  const told = { ...readPictureTags(blocks), orientation: metadata.orientation }
  const opened = turned(await openHeic(bytes, told, maxPixels), turn)
  try {
    return finish(opened, 'image/heic', metadata, await drawRenditions(opened.source))
  } catch (error) {
    if (isStarved(error)) throw error
    throw refuse(BROKEN_PIXELS, error)
  }
}

/** sharp knows nothing of JPEG XL: header, metadata and pixels are read here. */
async function decodeJxl(bytes: Buffer, { filename, maxPixels, turn }: DecodeRequest): Promise<DecodedFile> {
  const none = { extendedXmp: null, iptc: null, comments: [] }
  const { codestream, exif, xmp } = readJxlParts(bytes)
  const metadata = readMetadata({ ...none, exif, xmp, filename })
  const { pixels, damaged } = await decodeJxlPixels(codestream, maxPixels)
  const { width, height, data } = pixels
  const options = { raw: { width, height, channels: pixels.channels === 3 ? (3 as const) : (4 as const) } }
  const source = { data, options, orientation: 1, profile: null, space: 'srgb' }
  const opened = turned({ source, width, height, damaged, range: null }, turn)
  return finish(opened, 'image/jxl', metadata, await drawRenditions(opened.source))
}

/** The largest preview that can be read; a smaller one instead of it, or a cut file, counts as damage. */
async function decodeRaw(picture: RawPicture, { filename, maxPixels, turn }: DecodeRequest): Promise<DecodedFile> {
  const blocks: MetadataBlocks = { ...picture.metadata, filename }
  const metadata = readMetadata(blocks)
  const told = readPictureTags(blocks)
  let failure: DecodeFailure | null = null
  for (const bytes of picture.previews.slice(0, MAX_PREVIEWS)) {
    try {
      const file = await readHead(bytes, 'image/jpeg', maxPixels)
      const orientation = previewOrientation(file, metadata.orientation, picture.sensor)
      const decoded = await decodePicture(file, { ...metadata, orientation }, told, turn)
      const damaged = decoded.damaged || picture.cut || failure !== null
      return { ...decoded, mediaType: picture.mediaType, damaged }
    } catch (error) {
      if (!(error instanceof DecodeFailure)) throw error
      failure = error
    }
  }
  throw failure ?? new DecodeFailure(NO_PREVIEW, { retry: false, notShown: true })
}

async function decodePicture(file: Readable, metadata: Metadata, told: PictureTags, turn = 0): Promise<DecodedFile> {
  const { bytes, mediaType, header } = file
  if (mediaType === 'image/jpeg' && header.isProgressive) refuseScanBomb(bytes)
  try {
    const opened = await openPicture(file, told)
    // A container that turns its picture has it turned by its decoder.
    const orientation = mediaType === 'image/avif' ? opened.source.orientation : (metadata.orientation ?? 1)
    const shown = turned({ ...opened, source: { ...opened.source, orientation } }, turn)
    const { renditions, damaged } = await draw(shown.source, file)
    return finish({ ...shown, damaged: opened.damaged || damaged }, mediaType, metadata, renditions)
  } catch (error) {
    if (error instanceof DecodeFailure || isStarved(error)) throw error
    throw refuse(BROKEN_PIXELS, error)
  }
}

/** EXIF orientations, each a quarter turn clockwise further than the one before: as they are, and mirrored. */
const TURNS = [
  [1, 6, 3, 8],
  [2, 7, 4, 5],
]

/** A picture that a person has turned so many quarters clockwise. */
function turned(opened: OpenedPicture, turn = 0): OpenedPicture {
  const { source } = opened
  const circle = TURNS.find((orientations) => orientations.includes(source.orientation)) ?? []
  const orientation = circle[(circle.indexOf(source.orientation) + turn) % 4] ?? source.orientation
  return { ...opened, source: { ...source, orientation } }
}

function finish(
  { source, width, height, damaged, range }: OpenedPicture,
  mediaType: MediaType,
  { fields, exif }: Metadata,
  { preview, thumb, pixels }: Renditions,
): DecodedFile {
  const lying = source.orientation >= 5
  return {
    mediaType,
    width: lying ? height : width,
    height: lying ? width : height,
    damaged,
    preview,
    thumb,
    placeholder: placeholderOf(pixels),
    ...fingerprintOf(pixels),
    fields,
    exif: range === null ? exif : { ...exif, picture: { hdr: range } },
  }
}

function refuseScanBomb(bytes: Buffer): void {
  let scans = 0
  for (let at = bytes.indexOf(START_OF_SCAN); at >= 0; at = bytes.indexOf(START_OF_SCAN, at + 2)) {
    if (++scans > MAX_SCANS)
      throw refuse(`This progressive JPEG is built from more than ${MAX_SCANS} scans, which no camera writes.`)
  }
}

async function draw(source: PictureSource, file: Readable): Promise<{ renditions: Renditions; damaged: boolean }> {
  try {
    return { renditions: await drawRenditions(withFailure(source, 'warning')), damaged: false }
  } catch (strictly) {
    if (isStarved(strictly)) throw strictly
    // More leniently it would be drawn empty.
    const kind = undecodable(file)
    if (kind) throw kind
    return { renditions: await drawRenditions(withFailure(source, 'none')), damaged: true }
  }
}

function withFailure(source: PictureSource, failOn: NonNullable<SharpOptions['failOn']>): PictureSource {
  return { ...source, options: { ...source.options, failOn } }
}
