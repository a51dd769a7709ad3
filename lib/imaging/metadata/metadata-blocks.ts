import type { Metadata as Header } from 'sharp'
import type { MediaType } from '../../media/media-types'
import { readHeifItems } from '../formats/heif-items'
import { readHeifExif, readHeifXmp } from '../formats/heif-picture'
import { readJpegBlocks } from '../formats/jpeg-segments'
import { readPngBlocks } from '../formats/png-chunks'
import { readTiffTags } from '../formats/tiff-directory'
import { readWebpBlocks } from '../formats/webp-chunks'
import { readGifXmp } from './gif-xmp'
import type { MetadataBlocks } from './metadata'

const TIFF_XMP = 0x2bc
const TIFF_IPTC = 0x83bb
const TIFF_PHOTOSHOP = 0x8649

/**
 * Finds the metadata blocks in a file. JPEG and PNG are read here, because libvips keeps only the first of several
 * segments and drops texts above a number; HEIC and AVIF too, because libheif refuses many items; WebP, because libvips passes over
 * what its head does not announce.
 */
export function findBlocks(bytes: Buffer, mediaType: MediaType, header: Header, filename: string): MetadataBlocks {
  const none = { exif: null, xmp: null, extendedXmp: null, iptc: null, comments: [], filename }
  if (mediaType === 'image/jpeg') return { ...none, ...readJpegBlocks(bytes) }
  if (mediaType === 'image/png') return { ...none, ...readPngBlocks(bytes) }
  if (mediaType === 'image/gif') return { ...none, xmp: readGifXmp(bytes) }
  if (mediaType === 'image/webp') return { ...none, ...readWebpBlocks(bytes) }
  const { exif = null, xmp = null, iptc = null } = header
  if (mediaType === 'image/heic' || mediaType === 'image/avif') {
    const items = readHeifItems(bytes)
    const told = items && { exif: readHeifExif(bytes, items), xmp: readHeifXmp(bytes, items) }
    return { ...none, exif: told?.exif ?? exif, xmp: told?.xmp ?? xmp, iptc }
  }
  if (mediaType !== 'image/tiff') return { ...none, exif, xmp, iptc }
  const { main } = readTiffTags(bytes)
  const inTags = main.get(TIFF_IPTC)?.bytes.byteLength ? main.get(TIFF_IPTC) : main.get(TIFF_PHOTOSHOP)
  // sharp tells of the page that is shown; programs write into the first, be that a small one.
  return { ...none, exif: bytes, xmp: xmp ?? main.get(TIFF_XMP)?.bytes ?? null, iptc: iptc ?? inTags?.bytes ?? null }
}
