import sharp, { type Metadata as Header } from 'sharp'
import { MEDIA_TYPES, type MediaType } from '../../media/media-types'
import { DecodeFailure } from '../decoded/decode-failure'
import { withBasePicture } from '../formats/heif-items'
import { jpegStart } from '../formats/jpeg-segments'
import { readJxlParts } from '../formats/jxl-boxes'
import { sniffMediaType } from '../formats/sniff'
import { readMetadata } from '../metadata/metadata'
import { findBlocks } from '../metadata/metadata-blocks'
import { readPictureTags } from '../metadata/picture-tags'
import { evidentOrientation, readHeif } from '../picture/heif-source'
import { decodeJxlPixels } from '../picture/jxl-pixels'
import { stripGif } from './strip-gif'
import { stripHeif } from './strip-heif'
import { stripJpeg } from './strip-jpeg'
import { stripPng } from './strip-png'
import { stripTiff } from './strip-tiff'
import { stripWebp } from './strip-webp'

const MOST_PIXELS = 100_000_000

/** A file without its metadata. */
export interface StrippedFile {
  mediaType: MediaType
  data: Buffer
}

/**
 * Cuts everything out of a file that is not the picture: EXIF, XMP, IPTC, comments, texts, thumbnails, second pictures,
 * what follows its end. Pixels are not decoded and stay byte for byte, the colour profile and the orientation stay. Of JPEG XL, whose codestream
 * hides names and profiles where only a decoder finds them, it is the picture drawn anew: as JPEG, or as PNG where it is transparent.
 * @param maxPixels of a picture that is drawn anew
 * @throws DecodeFailure where the file's structure does not allow it
 */
export async function stripMetadata(bytes: Buffer, maxPixels = MOST_PIXELS): Promise<StrippedFile> {
  const mediaType = sniffMediaType(bytes)
  if (mediaType === 'image/jxl') return redrawJxl(bytes, maxPixels)
  if (mediaType === null)
    throw new DecodeFailure('This file is not a picture of a format Albumen takes.', { retry: false })
  const data = await stripAs(mediaType, bytes)
  if (data === null) {
    const { name } = MEDIA_TYPES[mediaType]
    throw new DecodeFailure(`The metadata of this ${name} file cannot be cut out safely, so it is not handed on.`, {
      retry: false,
    })
  }
  return { mediaType, data }
}

async function redrawJxl(bytes: Buffer, maxPixels: number): Promise<StrippedFile> {
  const { data, width, height, channels } = (await decodeJxlPixels(readJxlParts(bytes).codestream, maxPixels)).pixels
  const drawn = sharp(data, { raw: { width, height, channels: channels === 3 ? 3 : 4 } })
  if (channels !== 3) return { mediaType: 'image/png', data: await drawn.png().toBuffer() }
  return { mediaType: 'image/jpeg', data: await drawn.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer() }
}

async function stripAs(mediaType: MediaType, file: Buffer): Promise<Buffer | null> {
  const bytes = mediaType === 'image/jpeg' ? file.subarray(jpegStart(file)) : file
  if (mediaType === 'image/gif') return stripGif(bytes)
  if (mediaType === 'image/tiff') return stripTiff(bytes)
  if (mediaType === 'image/avif') return stripHeif(bytes)
  if (mediaType === 'image/heic') return stripHeif(bytes, heicOrientation(bytes))
  const orientation = await orientationOf(bytes, mediaType)
  if (mediaType === 'image/png') return stripPng(bytes, orientation)
  if (mediaType === 'image/webp') return stripWebp(bytes, orientation)
  return stripJpeg(bytes, orientation)
}

/** How a HEIC is turned of which only EXIF tells that. */
function heicOrientation(file: Buffer): number {
  const bytes = withBasePicture(file)
  const heif = readHeif(bytes)
  if (!heif || heif.picture.turned) return 1
  const blocks = findBlocks(bytes, 'image/heic', {} as Header, '')
  const told = { ...readPictureTags(blocks), orientation: readMetadata(blocks).orientation }
  return evidentOrientation(heif.picture, told) ?? 1
}

async function orientationOf(bytes: Buffer, mediaType: MediaType): Promise<number> {
  const header = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata()
  return readMetadata(findBlocks(bytes, mediaType, header, '')).orientation ?? 1
}
