import sharp, { type Sharp, type SharpOptions } from 'sharp'
import type { Rendition } from '../decoded/decoded-photo'
import { cleanJpegProfile } from '../formats/clean-profile'
import type { Rect } from '../formats/heif-picture'
import { type Colour, toSrgb } from './colour'
import type { Pixels } from './fingerprint'
import { embedProfile } from './jpeg-profile'

/** Pixels of a preview's longer side. */
export const PREVIEW_SIDE = 2048
const THUMB_SIDE = 512
/** Effort 2 takes half the time of WebP's usual 4 and 3 % more bytes. */
export const THUMB_FORMAT = { quality: 80, effort: 2 }
const MAX_PROFILE_BYTES = 1024 * 1024
const FIT = { fit: 'inside', withoutEnlargement: true } as const

/** What is drawn from: encoded bytes or decoded pixels. */
export interface PictureSource {
  data: Buffer | Uint8Array | Uint16Array
  options: SharpOptions
  /** EXIF orientation still to be applied, 1 when the pixels are upright. */
  orientation: number
  /** The colour profile and space as the file's header says. */
  profile: Uint8Array | null
  space: string
  /** What the colours mean where no profile says it and they are not sRGB's. */
  colour?: Colour | null
  /** Whether values have 16 bits. */
  deep?: boolean
  /** What of the picture is shown. */
  crop?: Rect | null
  /** By how much values are multiplied that are neither of 8 nor of 16 bits. */
  scale?: number
  /** Leaves out channels that are no colours. */
  coloursOnly?: boolean
}

export interface Renditions {
  preview: Rendition
  thumb: Rendition
  /** The thumb's pixels, RGB in sRGB. */
  pixels: Pixels
}

/** Draws both renditions from one decoding of the picture; small pictures keep their size. */
export async function drawRenditions(source: PictureSource): Promise<Renditions> {
  const sized = fitted(source)
  const same = source.colour == null && source.scale === undefined
  const picture = same ? sized : await converted(sized, source)
  // Turned when it is small: the box is square, and the big picture can be read in one pass.
  const upright = orient(picture, source.orientation)
  const coloured = keepsProfile(source) ? upright.keepIccProfile() : upright.toColourspace('srgb')
  const { data, info } = await coloured.jpeg({ quality: 80 }).toBuffer({ resolveWithObject: true })
  const embed = (source.options.raw || !same) && keepsProfile(source) ? source.profile : null
  const preview = { data: cleanJpegProfile(embed ? embedProfile(data, embed) : data), info }
  const small = await sharp(preview.data)
    .resize({ width: THUMB_SIDE, height: THUMB_SIDE, ...FIT })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = small.info
  const thumb = await sharp(small.data, { raw: { width, height, channels } }).webp(THUMB_FORMAT).toBuffer()
  return {
    preview: { data: preview.data, width: preview.info.width, height: preview.info.height },
    thumb: { data: thumb, width, height },
    pixels: { data: small.data, width, height, channels },
  }
}

function fitted({ data, options, crop, coloursOnly }: PictureSource): Sharp {
  const whole = sharp(data, options)
  const shown = crop ? whole.extract(crop) : whole
  const sized = shown.resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, ...FIT })
  return coloursOnly ? sized.removeAlpha() : sized.flatten({ background: '#fff' })
}

/** The small picture in 8 bits and, where no profile tells of its colours, in sRGB. */
async function converted(sized: Sharp, { colour, deep = false, scale, space }: PictureSource): Promise<Sharp> {
  if (scale !== undefined) {
    const { data, info } = await unchanged(sized, space).raw({ depth: 'float' }).toBuffer({ resolveWithObject: true })
    const values = new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4)
    const raw = { width: info.width, height: info.height, channels: info.channels }
    return sharp(
      Uint8ClampedArray.from(values, (value) => value * scale),
      { raw },
    )
  }
  const plain = sized.toColourspace(deep ? 'rgb16' : 'srgb').raw({ depth: deep ? 'ushort' : 'uchar' })
  const { data, info } = await plain.toBuffer({ resolveWithObject: true })
  const pixels = deep ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : data
  const raw = { width: info.width, height: info.height, channels: 3 as const }
  return sharp(colour ? toSrgb(pixels, colour) : pixels, { raw })
}

const DEEP_SPACES = new Set(['scrgb', 'rgb16', 'grey16'])

/** Colours as they are stored: light (scRGB) is what libvips takes every picture of floating point for. */
export function unchanged(picture: Sharp, space: string): Sharp {
  return DEEP_SPACES.has(space) ? picture.toColourspace(space) : picture
}

/** A profile is kept for RGB pictures alone (the renditions are RGB), and only in a size a profile can have. */
function keepsProfile({ profile, space }: PictureSource): boolean {
  if (profile === null || profile.byteLength < 128 || profile.byteLength > MAX_PROFILE_BYTES) return false
  return (space === 'srgb' || space === 'rgb16') && String.fromCharCode(...profile.subarray(16, 20)) === 'RGB '
}

/** EXIF 2.32, 4.6.4, orientation: how the stored picture is turned so that it shows upright. sharp mirrors before it rotates. */
function orient(picture: Sharp, orientation: number): Sharp {
  if (orientation === 2) return picture.flop()
  if (orientation === 3) return picture.rotate(180)
  if (orientation === 4) return picture.flip()
  if (orientation === 5) return picture.flop().rotate(270)
  if (orientation === 6) return picture.rotate(90)
  if (orientation === 7) return picture.flop().rotate(90)
  if (orientation === 8) return picture.rotate(270)
  return picture
}
