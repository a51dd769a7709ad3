import type { Metadata as Header } from 'sharp'
import { type HeifItems, readHeifItems } from '../formats/heif-items'
import { type HeifPicture, readHeifPicture, withoutTransforms } from '../formats/heif-picture'
import type { PictureTags } from '../metadata/picture-tags'
import { type Colour, differsFromSrgb, rangeOf } from './colour'
import { decodeHeicPixels, HeicTooLarge, MAX_WHOLE_PIXELS } from './heic-pixels'
import { decodeHevcNatively } from './hevc-native'
import { isHoled } from './holes'
import type { HdrRange, Headed, OpenedPicture } from './opened'
import { drawPlanes } from './planes'
import { BROKEN_HEAD, BROKEN_PIXELS, checkPixels, isStarved, refuse } from './refuse'
import { PREVIEW_SIDE } from './renditions'
import { undecodableHeif } from './undecodable'

const TOO_LARGE = `This HEIC picture is stored in one piece and has more than ${MAX_WHOLE_PIXELS / 1e6} megapixels, which does not fit the memory a photo may take. Saved as JPEG it can be shown.`
const MOST_MISSING = 64 * 1024 * 1024
/** What libheif names, in words. */
const CODINGS: Record<string, string> = {
  avc1: 'H.264',
  vvc1: 'H.266 (VVC)',
  evc1: 'EVC',
  j2k1: 'JPEG 2000',
  jpeg: 'JPEG',
  unci: 'no compression',
  av01: 'AV1',
}

/** What EXIF says of the pixels. */
interface Told extends Pick<PictureTags, 'pixels'> {
  orientation: number | null
}

/** The items of a file and its primary picture. */
export interface Heif {
  items: HeifItems
  picture: HeifPicture
}

/** @returns null where the file has no primary picture that could be understood */
export function readHeif(bytes: Buffer): Heif | null {
  const items = readHeifItems(bytes)
  const picture = items && readHeifPicture(bytes, items)
  return picture ? { items, picture } : null
}

/**
 * Opens a HEIC: its primary picture, decoded, cropped and made small; turned it is when it is drawn.
 * @throws DecodeFailure when it is too large, coded in a way that is not decoded here, or damaged
 */
export async function openHeic(bytes: Buffer, told: Told, maxPixels: number): Promise<OpenedPicture> {
  const heif = readHeif(bytes)
  if (!heif) throw undecodableHeif(bytes) ?? refuse(BROKEN_HEAD)
  const { picture } = heif
  checkPixels(picture.width, picture.height, maxPixels)
  const coding = CODINGS[picture.coding]
  if (coding) {
    throw refuse(
      `This HEIF file holds its picture as ${coding}, which is not decoded here. Saved as JPEG it can be shown.`,
    )
  }
  const { planes, damaged } = await decode(bytes, heif)
  const { data, width, height } = await drawPlanes(planes, picture.crop, PREVIEW_SIDE)
  const { crop } = picture
  return {
    source: {
      data,
      options: { raw: { width, height, channels: 3 } },
      orientation: picture.turned ? picture.orientation : (evidentOrientation(picture, told) ?? 1),
      profile: picture.icc,
      space: 'srgb',
      colour: picture.icc ? null : colourOf(picture),
      deep: planes.bits > 8,
    },
    width: crop?.width ?? picture.width,
    height: crop?.height ?? picture.height,
    damaged: damaged || isHoled(bytes, picture),
    range: rangeOfHeif(picture),
  }
}

/** A file that was cut off behind three quarters of its picture, with zeros where its items go on: what there is of it is decoded then. */
function filledUp(bytes: Buffer, { picture }: Heif): Buffer {
  const parts = picture.parts.flat()
  const all = parts.reduce((sum, { start, end }) => sum + end - start, 0)
  const there = parts.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, bytes.byteLength) - start), 0)
  if (there * 4 <= all * 3) return bytes
  const missing = picture.end - bytes.byteLength
  return missing > 0 && missing <= MOST_MISSING ? Buffer.concat([bytes, Buffer.alloc(missing)]) : bytes
}

/** FFmpeg gets whole files alone: what lacks something, libheif shows in part. */
async function decode(bytes: Buffer, heif: Heif) {
  const { items, picture } = heif
  try {
    const planes = isHoled(bytes, picture) ? null : decodeHevcNatively(bytes, items)
    if (planes) return { planes, damaged: false }
    const whole = filledUp(bytes, heif)
    const found = await decodeHeicPixels(whole, picture)
    return { ...found, damaged: found.damaged || whole !== bytes }
  } catch (error) {
    if (isStarved(error)) throw error
    if (error instanceof HeicTooLarge) throw refuse(TOO_LARGE)
    throw refuse(BROKEN_PIXELS, error)
  }
}

/**
 * How a HEIC is turned whose container says nothing: as its EXIF says. But where EXIF also names the size of the picture and that is
 * the stored one with its sides exchanged, the pixels have been turned since, and EXIF is left over.
 */
export function evidentOrientation({ width, height }: HeifPicture, { orientation, pixels }: Told): number | null {
  const turnedSince = pixels !== null && width !== height && pixels.width === height && pixels.height === width
  return orientation !== null && orientation >= 5 && turnedSince ? 1 : orientation
}

/** The code points of a picture whose colours are not sRGB's. */
export function colourOf({ colour }: HeifPicture): Colour | null {
  const found: Colour | null = colour && { kind: 'code points', ...colour }
  return found && differsFromSrgb(found) ? found : null
}

/** How a file tells of light beyond white. */
export function rangeOfHeif({ colour, gainMap }: HeifPicture): HdrRange | null {
  return rangeOf(colour?.transfer) ?? (gainMap ? 'gain map' : null)
}

/**
 * An AVIF in the form that sharp reads: a still by its brand, neither cropped nor turned where it is cropped (libheif of some versions takes
 * the cropped size for a limit).
 */
export function plainAvif(bytes: Buffer, heif: Heif | null): Buffer {
  const plain = heif?.picture.crop ? withoutTransforms(bytes, heif.picture) : bytes
  if (bytes.toString('latin1', 8, 12) === 'avif') return plain
  const copy = plain === bytes ? Buffer.from(bytes) : plain
  copy.write('avif', 8, 'latin1')
  return copy
}

/** An AVIF: as sharp decodes it, with what its container says of colours and of cropping. */
export function openAvif({ bytes, header }: Headed, heif: Heif | null): OpenedPicture {
  const picture = heif?.picture
  const crop = picture?.crop ?? null
  const { width, height } = crop ?? (header as Required<Pick<Header, 'width' | 'height'>>)
  return {
    source: {
      data: bytes,
      options: {},
      orientation: crop && picture ? picture.orientation : 1,
      profile: header.icc ?? null,
      space: header.space ?? '',
      colour: picture && !header.icc ? colourOf(picture) : null,
      crop,
      deep: header.depth === 'ushort',
    },
    width,
    height,
    damaged: picture ? isHoled(bytes, picture) : false,
    range: picture ? rangeOfHeif(picture) : null,
  }
}
