import sharp from 'sharp'
import { MEDIA_TYPES, type MediaType } from '../../media/media-types'
import { DecodeFailure } from '../decoded/decode-failure'
import { sniffMediaType } from '../formats/sniff'
import { readMetadata } from '../metadata/metadata'
import { findBlocks } from '../metadata/metadata-blocks'
import { stripGif } from './strip-gif'
import { stripHeif } from './strip-heif'
import { stripJpeg } from './strip-jpeg'
import { stripPng } from './strip-png'
import { stripTiff } from './strip-tiff'
import { stripWebp } from './strip-webp'

/** A file without its metadata. */
export interface StrippedFile {
  mediaType: MediaType
  data: Buffer
}

/**
 * Cuts everything out of a file that is not the picture: EXIF, XMP, IPTC, comments, texts, thumbnails, second pictures,
 * what follows its end. Pixels are not decoded and stay byte for byte, the colour profile and the orientation stay.
 * @throws DecodeFailure where the file's structure does not allow it
 */
export async function stripMetadata(bytes: Buffer): Promise<StrippedFile> {
  const mediaType = sniffMediaType(bytes)
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

async function stripAs(mediaType: MediaType, bytes: Buffer): Promise<Buffer | null> {
  if (mediaType === 'image/gif') return stripGif(bytes)
  if (mediaType === 'image/tiff') return stripTiff(bytes)
  if (mediaType === 'image/heic' || mediaType === 'image/avif') return stripHeif(bytes)
  const orientation = await orientationOf(bytes, mediaType)
  if (mediaType === 'image/png') return stripPng(bytes, orientation)
  if (mediaType === 'image/webp') return stripWebp(bytes, orientation)
  return stripJpeg(bytes, orientation)
}

async function orientationOf(bytes: Buffer, mediaType: MediaType): Promise<number> {
  const header = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata()
  return readMetadata(findBlocks(bytes, mediaType, header, '')).orientation ?? 1
}
