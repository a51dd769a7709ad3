import type { FileFields } from '@/db/schema/photos'
import { readTiffTags, type TiffTags } from '../formats/tiff-directory'
import { cameraOf } from './camera'
import { locationFromExif, locationFromXmp } from './gps'
import { readIptc } from './iptc'
import { readKeywords } from './keywords'
import { listRawTags } from './raw-tags'
import type { Sources } from './sources'
import { takenAt } from './taken-at'
import { readDescription, readRating, readTitle } from './words'
import { readXmp, type XmpFields } from './xmp'

/** The metadata blocks of one file as its container holds them. */
export interface MetadataBlocks {
  /** A TIFF structure (for a TIFF: the file). */
  exif: Uint8Array | null
  /** Further blocks of a file that has several: they say what the first leaves out. */
  otherExif?: Uint8Array[]
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

export interface Metadata {
  fields: FileFields
  /** All tags, JSON-safe, at most 64 KB. */
  exif: Record<string, unknown>
  /** EXIF's orientation 1–8, null when there is none. */
  orientation: number | null
}

/** What a file says of itself. Never throws on malformed blocks: what cannot be read is left out. */
export function readMetadata(blocks: MetadataBlocks): Metadata {
  const exif = blocks.tags ?? readAllExif(blocks)
  const sources: Sources = {
    exif,
    xmp: readAllXmp(blocks),
    iptc: readIptc(blocks.iptc ?? new Uint8Array()),
    comments: blocks.comments,
    little: blocks.exif === null || !isBigEndian(blocks.exif),
    filename: blocks.filename,
  }
  const location = locationFromExif(exif.gps) ?? locationFromXmp(sources.xmp)
  const taken = takenAt(sources, location?.longitude ?? null)
  const camera = cameraOf(sources)
  const fields: FileFields = {
    title: readTitle(sources),
    description: readDescription(sources, camera),
    tags: readKeywords(sources),
    rating: readRating(sources),
    takenLocal: taken?.local ?? null,
    takenOffset: taken?.offset ?? null,
    ...(taken ? { takenBy: { from: taken.from, day: taken.day } } : {}),
    camera,
    location,
  }
  return {
    fields,
    exif: listRawTags(exif, sources.xmp, sources.iptc, sources.comments),
    orientation: orientation(sources),
  }
}

const MOST_BLOCKS = 8

/** Of each tag what the first block says that has it; where the picture was taken is told by one block alone. */
function readAllExif({ exif, otherExif = [] }: MetadataBlocks): TiffTags {
  const first = readTiffTags(exif ?? new Uint8Array())
  for (const block of otherExif.slice(0, MOST_BLOCKS)) {
    const other = readTiffTags(block)
    for (const directory of ['main', 'exif'] as const)
      for (const [id, tag] of other[directory]) if (!first[directory].has(id)) first[directory].set(id, tag)
    if (first.gps.size === 0) first.gps = other.gps
  }
  return first
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

/** EXIF's alone: XMP's copy of it is stale in practice (browsers and libvips pass it over, too). */
function orientation({ exif }: Sources): number | null {
  const value = exif.main.get(0x112)?.numbers[0]
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 8 ? value : null
}
