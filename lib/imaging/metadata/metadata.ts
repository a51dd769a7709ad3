import type { CameraFields, FileFields } from '@/db/schema/photos'
import { cleanLine, decodeAscii } from '../formats/text'
import { readTiffTags, type TiffDirectory, type TiffTags } from '../formats/tiff-directory'
import { fraction, gpsUtc, locationFromExif, locationFromXmp } from './gps'
import { readIptc } from './iptc'
import { readKeywords } from './keywords'
import { listRawTags } from './raw-tags'
import {
  offsetFromUtc,
  parseExifDate,
  parseIptcDate,
  parseNameDate,
  parseOffset,
  parsePngDate,
  parseXmpDate,
  type TakenTime,
} from './taken-at'
import { readDescription, readRating, readTitle, type WordSources } from './words'
import { readXmp, type XmpFields } from './xmp'

/** The metadata blocks of one file as its container holds them. */
export interface MetadataBlocks {
  /** A TIFF structure (for a TIFF: the file). */
  exif: Uint8Array | null
  xmp: Uint8Array | null
  extendedXmp: Uint8Array | null
  /** Further packets of a file that has several: they say what the first leaves out. */
  otherXmp?: Uint8Array[]
  /** Photoshop resources or bare IIM. */
  iptc: Uint8Array | null
  /** Text chunks of a PNG. */
  comments: { keyword: string; text: string }[]
  filename: string
  /** Where the container has no such structure (CR3), or one of its own kind: the tags, already read from it. */
  tags?: TiffTags
}

/** The parsed blocks that the fields are picked from. */
interface Sources extends WordSources {
  filename: string
}

export interface Metadata {
  fields: FileFields
  /** All tags, JSON-safe, at most 64 KB. */
  exif: Record<string, unknown>
  /** EXIF's orientation 1–8, null when there is none. */
  orientation: number | null
}

const NAME_LENGTH = 200

/** What a file says of itself. Never throws on malformed blocks: what cannot be read is left out. */
export function readMetadata(blocks: MetadataBlocks): Metadata {
  const exif = blocks.tags ?? readTiffTags(blocks.exif ?? new Uint8Array())
  const sources: Sources = {
    exif,
    xmp: readAllXmp(blocks),
    iptc: readIptc(blocks.iptc ?? new Uint8Array()),
    comments: blocks.comments,
    little: blocks.exif === null || !isBigEndian(blocks.exif),
    filename: blocks.filename,
  }
  const taken = takenAt(sources)
  const cameraOf = camera(sources)
  const fields: FileFields = {
    title: readTitle(sources),
    description: readDescription(sources, cameraOf),
    tags: readKeywords(sources),
    rating: readRating(sources),
    takenLocal: taken?.local ?? null,
    takenOffset: taken?.offset ?? null,
    camera: cameraOf,
    location: locationFromExif(exif.gps) ?? locationFromXmp(sources.xmp),
  }
  return {
    fields,
    exif: listRawTags(exif, sources.xmp, sources.iptc, sources.comments),
    orientation: orientation(sources),
  }
}

/** Of each property what the first packet says that says anything. */
function readAllXmp({ xmp, otherXmp = [], extendedXmp }: MetadataBlocks): XmpFields {
  const fields: XmpFields = new Map()
  for (const packet of [xmp, ...otherXmp, extendedXmp]) {
    for (const [property, values] of readXmp(packet ?? '')) {
      const known = fields.get(property)
      if (!known?.some((value) => value.trim() !== '')) fields.set(property, values)
    }
  }
  return fields
}

function isBigEndian(block: Uint8Array): boolean {
  const at = block[0] === 0x45 ? 6 : 0
  return block[at] === 0x4d
}

/**
 * EXIF before XMP before IPTC before PNG; the moment of capture before that of digitising; a day without a time only
 * when nothing knows the time; the file's name last.
 */
function takenAt(sources: Sources): TakenTime | null {
  const { exif, xmp, iptc } = sources
  const dates = ['exif:DateTimeOriginal', 'photoshop:DateCreated', 'xmp:CreateDate'].map((name) => xmp.get(name)?.[0])
  const [original, created, written] = dates.map((value) => (value?.includes(':') ? parseXmpDate(value) : null))
  const iptcDate = iptc.get('2:55')?.[0]
  const iptcTime = iptc.get('2:60')?.[0]
  const found =
    fromExif(exif.exif, 0x9003, 0x9291, 0x9011) ??
    original ??
    fromExif(exif.exif, 0x9004, 0x9292, 0x9012) ??
    created ??
    written ??
    (iptcTime ? parseIptcDate(iptcDate, iptcTime) : null) ??
    parsePngDate(sources.comments.find((comment) => /^creation.?time$/i.test(comment.keyword))?.text) ??
    dates.map((value) => parseXmpDate(value)).find((date) => date !== null) ??
    parseIptcDate(iptcDate, undefined) ??
    nameDate(sources.filename)
  if (found === null || found.offset !== null) return found
  const utc = gpsUtc(exif.gps)
  return { local: found.local, offset: utc === null ? null : offsetFromUtc(found.local, utc) }
}

function nameDate(filename: string): TakenTime | null {
  const local = parseNameDate(filename)
  return local === null ? null : { local, offset: null }
}

function fromExif(tags: TiffDirectory, date: number, fractionTag: number, offset: number): TakenTime | null {
  const local = parseExifDate(ascii(tags, date), ascii(tags, fractionTag))
  return local === null ? null : { local, offset: parseOffset(ascii(tags, offset)) }
}

function camera({ exif, xmp }: Sources): CameraFields {
  const name = (tags: TiffDirectory, id: number, ...properties: string[]) => {
    const values = [ascii(tags, id), ...properties.map((property) => xmp.get(property)?.[0])]
    return (
      values.map((value) => cleanLine(value ?? '', NAME_LENGTH)).find((value) => value !== '' && !/^-+$/.test(value)) ??
      null
    )
  }
  const number = (id: number, property: string, max: number) => {
    const values = [exif.exif.get(id)?.numbers[0], fraction(xmp.get(property)?.[0])]
    return values.find((value) => value !== undefined && value > 0 && value <= max) ?? null
  }
  const iso = number(0x8827, 'exif:ISOSpeedRatings', 10_000_000)
  return {
    make: name(exif.main, 0x10f, 'tiff:Make'),
    model: name(exif.main, 0x110, 'tiff:Model'),
    lens: name(exif.exif, 0xa434, 'aux:Lens', 'exifEX:LensModel'),
    iso: iso === null ? null : Math.round(iso),
    aperture: number(0x829d, 'exif:FNumber', 1000),
    exposure: number(0x829a, 'exif:ExposureTime', 1_000_000),
    focalLength: number(0x920a, 'exif:FocalLength', 100_000),
  }
}

/** EXIF's alone: XMP's copy of it is stale in practice (browsers and libvips pass it over, too). */
function orientation({ exif }: Sources): number | null {
  const value = exif.main.get(0x112)?.numbers[0]
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 8 ? value : null
}

function ascii(tags: TiffDirectory, id: number): string | undefined {
  const tag = tags.get(id)
  return tag && (tag.type === 2 || tag.type === 7 || tag.type === 1) ? decodeAscii(tag.bytes) : undefined
}
