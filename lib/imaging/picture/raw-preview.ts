import type { RawType } from '../../media/media-types'
import { readCr3 } from '../formats/cr3-boxes'
import { readJpegBlocks } from '../formats/jpeg-segments'
import { RawDirectories, type RawDirectory } from '../formats/raw-directories'
import { rawTypeOf } from '../formats/raw-type'
import { readTiffTags } from '../formats/tiff-directory'
import { readX3f } from '../formats/x3f-sections'
import type { MetadataBlocks } from '../metadata/metadata'
import type { Sensor } from './raw-upright'

/** What can be shown of a raw camera file. */
export interface RawPicture {
  mediaType: RawType
  /** The JPEGs in it that a browser's JPEG decoder reads (no lossless ones), largest first. */
  previews: Buffer[]
  /** Whether it speaks of a JPEG that lies outside the file: the file was cut. */
  cut: boolean
  /** The size of the sensor's own picture, where the file tells it. */
  sensor: Sensor | null
  metadata: Omit<MetadataBlocks, 'filename'>
}

const NONE = { exif: null, xmp: null, extendedXmp: null, iptc: null, comments: [] }
const JPEG_START = 0x201
const JPEG_LENGTH = 0x202
const COMPRESSION = 0x103
const STRIPS = 0x111
const STRIP_LENGTHS = 0x117
const XMP = 0x2bc
const IPTC = 0x83bb
const PANASONIC_JPEG = 0x2e
const MIN_SIDE = 128

/**
 * Finds the previews and the metadata of a raw camera file, judged by content.
 * @param bytes a whole file that `sniffMediaType` knows nothing of
 * @returns null when it is no raw file of a known kind; `previews` is empty when it holds none
 */
export function readRaw(bytes: Buffer): RawPicture | null {
  if (bytes.toString('latin1', 0, 15) === 'FUJIFILMCCD-RAW') return readRaf(bytes)
  if (bytes.toString('latin1', 4, 12) === 'ftypcrx ') {
    const { tags, previews, cut } = readCr3(bytes)
    return { mediaType: 'image/cr3', previews: sorted(previews), cut, sensor: null, metadata: { ...NONE, tags } }
  }
  const mediaType = rawTypeOf(bytes)
  if (mediaType === 'image/x3f') return readSigma(bytes)
  if (mediaType === 'image/rw2') return readRw2(bytes)
  return mediaType === null ? null : readTiffLike(bytes, mediaType)
}

/** Sigma: the JPEG of full size carries the metadata too. */
function readSigma(bytes: Buffer): RawPicture {
  const { previews, cut } = readX3f(bytes)
  const jpegs = sorted(previews)
  const telling = jpegs.map((jpeg) => readJpegBlocks(jpeg)).find(({ exif }) => exif !== null)
  return { mediaType: 'image/x3f', previews: jpegs, cut, sensor: null, metadata: { ...NONE, ...telling } }
}

/** Fuji: a fixed header names the place of one JPEG, which carries the metadata too. */
function readRaf(bytes: Buffer): RawPicture | null {
  if (bytes.length < 92) return null
  return fromJpeg('image/raf', bytes, bytes.readUInt32BE(84), bytes.readUInt32BE(88))
}

/** Panasonic: the tag JpgFromRaw holds a JPEG, which carries the metadata too. */
function readRw2(bytes: Buffer): RawPicture | null {
  const jpeg = new RawDirectories(bytes).all[0]?.get(PANASONIC_JPEG)
  return fromJpeg('image/rw2', bytes, jpeg?.at ?? 0, jpeg?.count ?? 0)
}

function fromJpeg(mediaType: RawType, bytes: Buffer, start: number, length: number): RawPicture {
  const jpeg = bytes.subarray(start, start + length)
  const previews = sorted(length > 0 ? [jpeg] : [])
  const cut = start + length > bytes.length
  const metadata = previews[0] ? { ...NONE, ...readJpegBlocks(previews[0]) } : NONE
  return { mediaType, previews, cut, sensor: null, metadata }
}

/** DNG, NEF, CR2, ARW, PEF, ORF and their kin: a TIFF structure whose directories hold JPEGs besides the sensor's data. */
function readTiffLike(bytes: Buffer, mediaType: RawType): RawPicture | null {
  const directories = new RawDirectories(bytes)
  if (directories.all.length === 0) return null
  const places = directories.all.map((directory) => jpegPlace(directories, directory)).filter((place) => place !== null)
  const cut = places.some(({ start, length }) => start + length > bytes.length)
  const previews = places.map(({ start, length }) => bytes.subarray(start, start + length))
  const [main] = directories.all
  const opaque = (tag: number) => (main ? directories.opaque(main, tag) : null)
  return {
    mediaType,
    previews: sorted(previews.filter((_, index) => !outside(places[index], bytes.length))),
    cut,
    sensor: sensorOf(directories),
    metadata: { ...NONE, exif: bytes, tags: readTiffTags(bytes, true), xmp: opaque(XMP), iptc: opaque(IPTC) },
  }
}

/** The largest directory that is no reduced picture; else the one of the first directory. */
function sensorOf(directories: RawDirectories): Sensor | null {
  const sizes = directories.all.map((directory) => ({
    width: directories.number(directory, 0x100) ?? 0,
    height: directories.number(directory, 0x101) ?? 0,
    reduced: ((directories.number(directory, 0xfe) ?? 0) & 1) !== 0,
  }))
  const [whole] = sizes
    .filter(({ reduced, width, height }) => !reduced && width > 0 && height > 0)
    .sort((one, other) => other.width * other.height - one.width * one.height)
  return whole ?? null
}

interface Place {
  start: number
  length: number
}

function outside(place: Place | undefined, end: number): boolean {
  return !place || place.start + place.length > end
}

/** As a thumbnail is stored (EXIF), or as one strip with JPEG's compression (6 or 7). */
function jpegPlace(directories: RawDirectories, directory: RawDirectory): Place | null {
  const number = (tag: number) => directories.number(directory, tag)
  const start = number(JPEG_START)
  const length = number(JPEG_LENGTH)
  if (start && length) return { start, length }
  const compression = number(COMPRESSION)
  if ((compression !== 6 && compression !== 7) || directory.get(STRIPS)?.count !== 1) return null
  const [strip, size] = [number(STRIPS), number(STRIP_LENGTHS)]
  return strip && size ? { start: strip, length: size } : null
}

/** The decodable ones, largest first. */
function sorted(jpegs: Buffer[]): Buffer[] {
  return jpegs
    .map((jpeg) => ({ jpeg, size: frameSize(jpeg) }))
    .filter(({ size }) => size !== null && Math.max(...size) >= MIN_SIDE)
    .sort((one, other) => area(other.size) - area(one.size))
    .map(({ jpeg }) => jpeg)
}

function area(size: [number, number] | null): number {
  return size ? size[0] * size[1] : 0
}

/** Width and height of a JPEG that is baseline, extended or progressive (T.81, B.2.2); null for lossless ones: those are sensor data. */
function frameSize(jpeg: Buffer): [number, number] | null {
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) return null
  let at = 2
  while (at + 9 < jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xc2) return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)]
    else if (
      marker === 0xd9 ||
      marker === 0xda ||
      (marker > 0xc2 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xcc)
    )
      return null
    else at += 2 + jpeg.readUInt16BE(at + 2)
  }
  return null
}
