import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { HeifExtent } from './heif-boxes'
import { auxiliaries, itemParts, itemSize, readNclx } from './heif-facts'
import { endOfItems, type HeifItem, type HeifItems, type HeifProperty, itemBytes } from './heif-items'

/** Colours by code points (ITU-T H.273). */
export interface CodePoints {
  primaries: number
  transfer: number
}

export interface Rect {
  left: number
  top: number
  width: number
  height: number
}

/** What a HEIF file says of its primary picture. */
export interface HeifPicture {
  /** How its pixels are coded: the item's own type, of a derived one that of its first part (`hvc1`, `av01`, …). */
  coding: string
  /** As coded, before it is cropped and turned. */
  width: number
  height: number
  /** Of the coded picture, what is shown; null for all of it. */
  crop: Rect | null
  /** How it is turned then, in EXIF's numbers. */
  orientation: number
  /** Whether the file says anything of how it is turned. */
  turned: boolean
  colour: CodePoints | null
  icc: Buffer | null
  /** Whether a map of gains lies beside it: the picture itself is of standard range. */
  gainMap: boolean
  /** Where the cropping and turning stand, and the coded size; see `withoutTransforms`. */
  transforms: HeifProperty[]
  size: HeifProperty
  /** The bytes of its pixels, part by part. */
  parts: HeifExtent[][]
  /** Where the last item of the file ends. */
  end: number
}

/** How an item that is a text may be packed (RFC 9110, 8.4.1). */
const UNPACK: Record<string, typeof inflateSync> = {
  deflate: inflateSync,
  gzip: gunzipSync,
  br: brotliDecompressSync as typeof inflateSync,
}
const MOST_XMP = 8 * 1024 * 1024

const TRANSFORMS = ['clap', 'irot', 'imir']
const GAIN_MAP = /hdrgainmap|21496/i

/** @returns null when the picture has no size */
export function readHeifPicture(bytes: Buffer, file: HeifItems): HeifPicture | null {
  const { primary } = file
  const size = itemSize(bytes, primary)
  const ispe = primary.properties.find(({ type }) => type === 'ispe')
  if (!size || !ispe) return null
  const { width, height } = size
  const parts = itemParts(file, primary).filter((item) => item !== undefined)
  const coded = parts.length > 0 ? parts : [primary]
  const transforms = primary.properties.filter(({ type }) => TRANSFORMS.includes(type))
  const colours = [...primary.properties, ...(parts[0]?.properties ?? [])].filter(({ type }) => type === 'colr')
  const codePoints = readNclx(bytes, colours)
  return {
    coding: codingOf(coded[0], file),
    width,
    height,
    ...turn(bytes, transforms, { left: 0, top: 0, width, height }),
    turned: transforms.some(({ type }) => type !== 'clap'),
    colour: codePoints && { primaries: codePoints.primaries, transfer: codePoints.transfer },
    icc: readProfile(bytes, colours),
    gainMap: hasGainMap(bytes, file),
    transforms,
    size: ispe,
    parts: coded.map(({ extents }) => extents),
    end: endOfItems(file),
  }
}

/** A part may be derived once more (a cropped grid): what its own parts are counts. */
function codingOf(item: HeifItem | undefined, file: HeifItems): string {
  let found = item
  for (let depth = 0; found && depth < 4; depth++) {
    const next = itemParts(file, found)[0]
    if (next === undefined) return found.type
    found = next
  }
  return found?.type ?? ''
}

/** The transformations in their order: what of the coded picture is shown, and how that is turned. */
function turn(bytes: Buffer, transforms: HeifProperty[], whole: Rect): Pick<HeifPicture, 'crop' | 'orientation'> {
  let [mirrored, quarters] = [0, 0]
  let crop: Rect = whole
  let cropped = false
  for (const { type, start, end } of transforms) {
    if (type === 'irot') quarters = (quarters + 4 - ((bytes[start] ?? 0) & 3)) % 4
    else if (type === 'imir') {
      // 0 exchanges top and bottom, 1 left and right.
      mirrored ^= 1
      quarters = (4 - quarters + ((bytes[start] ?? 0) & 1 ? 0 : 2)) % 4
    } else if (end - start >= 32) {
      const inner = cropIn(
        bytes,
        start,
        quarters % 2 ? crop.height : crop.width,
        quarters % 2 ? crop.width : crop.height,
      )
      if (inner) crop = unturn(inner, crop, mirrored, quarters)
      cropped ||= inner !== null
    }
  }
  const orientation = [1, 6, 3, 8, 2, 7, 4, 5][mirrored * 4 + quarters] ?? 1
  return { crop: cropped ? crop : null, orientation }
}

/** A clean aperture (ISO/IEC 14496-12, 12.1.4): its size and the distance of its centre from the picture's; null when it is not within the picture. */
function cropIn(bytes: Buffer, start: number, width: number, height: number): Rect | null {
  const fraction = (index: number, signed: boolean) => {
    const at = start + index * 8
    return (signed ? bytes.readInt32BE(at) : bytes.readUInt32BE(at)) / bytes.readUInt32BE(at + 4)
  }
  const [w, h, x, y] = [fraction(0, false), fraction(1, false), fraction(2, true), fraction(3, true)]
  const left = Math.round(x + (width - w) / 2)
  const top = Math.round(y + (height - h) / 2)
  const rect = { left: Math.max(0, left), top: Math.max(0, top), width: Math.round(w), height: Math.round(h) }
  rect.width = Math.min(rect.width, width - rect.left)
  rect.height = Math.min(rect.height, height - rect.top)
  return Object.values(rect).every((value) => Number.isFinite(value)) && rect.width > 0 && rect.height > 0 ? rect : null
}

/** Where a rectangle of the turned picture lies in the coded one. */
function unturn(rect: Rect, within: Rect, mirrored: number, quarters: number): Rect {
  let { left, top, width, height } = rect
  let [w, h] = quarters % 2 ? [within.height, within.width] : [within.width, within.height]
  for (let step = 0; step < quarters; step++) {
    // Back by a quarter, anticlockwise.
    ;[left, top, width, height] = [top, w - left - width, height, width]
    ;[w, h] = [h, w]
  }
  if (mirrored) left = w - left - width
  return { left: within.left + left, top: within.top + top, width, height }
}

function readProfile(bytes: Buffer, colours: HeifProperty[]): Buffer | null {
  const profile = colours.find(({ start }) => /^(prof|rICC)$/.test(bytes.toString('latin1', start, start + 4)))
  return profile ? bytes.subarray(profile.start + 4, profile.end) : null
}

function hasGainMap(bytes: Buffer, file: HeifItems): boolean {
  if ([...file.items.values()].some(({ type }) => type === 'tmap')) return true
  return auxiliaries(bytes, file).some((name) => GAIN_MAP.test(name))
}

/** The same file whose primary picture is neither cropped nor turned: where that is said, its size is said once more. */
export function withoutTransforms(bytes: Buffer, { transforms, size }: HeifPicture): Buffer {
  if (transforms.length === 0) return bytes
  const copy = Buffer.from(bytes)
  for (const { at, width } of transforms) if (width === size.width) bytes.copy(copy, at, size.at, size.at + width)
  return copy
}

/** EXIF's TIFF structure of a HEIF file: of the item that describes the primary picture, whatever stands before it. */
export function readHeifExif(bytes: Buffer, file: HeifItems): Buffer | null {
  const found = describing(file, ({ type }) => type === 'Exif')
  if (!found) return null
  const data = itemBytes(bytes, found)
  if (data.byteLength < 8) return null
  const named = 4 + data.readUInt32BE(0)
  if (isTiff(data, named)) return data.subarray(named)
  // Writers put the JPEG segment's head before it, or no offset at all.
  for (let at = 0; at < Math.min(64, data.byteLength - 8); at++) if (isTiff(data, at)) return data.subarray(at)
  return null
}

function isTiff(data: Buffer, at: number): boolean {
  return /^(II\*\0|MM\0\*)$/s.test(data.toString('latin1', at, at + 4))
}

/** The XMP packet of a HEIF file. */
export function readHeifXmp(bytes: Buffer, file: HeifItems): Buffer | null {
  const found = describing(file, ({ contentType }) => /rdf\+xml/i.test(contentType))
  return found ? unpacked(itemBytes(bytes, found), found.contentEncoding) : null
}

/** Null for what is broken, packed in another way or claims to be huge. */
function unpacked(data: Buffer, encoding: string): Buffer | null {
  if (encoding === '') return data
  const unpack = UNPACK[encoding.toLowerCase()]
  try {
    return unpack?.(data, { maxOutputLength: MOST_XMP }) ?? null
  } catch {
    return null
  }
}

function describing({ items, references, primary }: HeifItems, which: (item: HeifItem) => boolean): HeifItem | null {
  const found = [...items.values()].filter(which)
  const told = found.find(({ id }) =>
    references.some(({ type, from, to }) => type === 'cdsc' && from === id && to.includes(primary.id)),
  )
  return told ?? found[0] ?? null
}
