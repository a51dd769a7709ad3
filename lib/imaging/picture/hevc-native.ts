import { fstatSync, ftruncateSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { HeifItems } from '../formats/heif-items'
import { type HevcTiles, readHevcTiles } from '../formats/hevc-tiles'
import { MAX_WHOLE_PIXELS } from './heic-pixels'
import type { Plane } from './plane'
import type { Planes } from './planes'
import type { Size } from './sizes'
import { copyTile } from './tile-planes'

/** The parts of FFmpeg's decoder, as the addon shows it, that are used. */
interface NativeFrame {
  width: number
  height: number
  allocationSize(): number
  copyTo(into: Buffer): void
  close(): void
}

interface NativeDecoder {
  configure(config: { codec: 'hevc'; width: number; height: number; extradata: Buffer }): void
  decode(data: Buffer, key: boolean, timestamp: number, duration: number): void
  flush(done: () => void): void
  reset(): void
  close(): void
}

interface Native {
  VideoDecoderNative: new (output: (frame: NativeFrame) => void, error: (reason: string) => void) => NativeDecoder
}

const PACKAGE = `@node-webcodecs/static-${process.platform}-${process.arch}`
/** Where the decoder complains: a file of the child's own (`decoder-process.ts`). */
const LOG = 2
const [GREY, HALF_HEIGHT, RGB_ORDER] = [0, 1, 0]
const MOST_CHROMA = 2

let loaded: Native | null | undefined

/** FFmpeg's HEVC decoder; null where this machine has none. */
export function loadNativeHevc(): Native | null {
  if (loaded !== undefined) return loaded
  try {
    loaded = createRequire(import.meta.url)(PACKAGE) as Native
  } catch {
    // Not made for this system, or not installed: libheif decodes then.
    loaded = null
  }
  return loaded
}

/**
 * Decodes a HEIC as cameras write it with FFmpeg, in a third of the time that libheif takes as WebAssembly.
 * FFmpeg mends what is damaged, and says so in its log alone. So nothing is decoded without a log that can be looked at, and what it complains of is not taken.
 * @returns null for what libheif has to decode: other kinds of pictures, damaged ones, other machines
 */
export function decodeHevcNatively(bytes: Buffer, items: HeifItems): Planes | null {
  const before = logBytes()
  const picture = before === null ? null : readHevcTiles(bytes, items)
  const native = picture && canDecode(picture) ? loadNativeHevc() : null
  if (!picture || !native) return null
  const planes = decodeTiles(native, picture)
  const silent = logBytes() === before
  if (!silent) ftruncateSync(LOG, 0)
  return silent ? planes : null
}

function logBytes(): number | null {
  const log = fstatSync(LOG)
  return log.isFile() ? log.size : null
}

function canDecode({ config, matrix, tileWidth, tileHeight }: HevcTiles): boolean {
  const [luma, chroma] = config.bits
  const alike = config.chroma === GREY || luma === chroma
  const fits = tileWidth * tileHeight <= MAX_WHOLE_PIXELS
  return fits && alike && luma <= 12 && config.chroma <= MOST_CHROMA && matrix !== RGB_ORDER
}

/** @returns null as soon as one of the tiles is not what it should be */
function decodeTiles(native: Native, picture: HevcTiles): Planes | null {
  const { image, planes, into } = roomFor(picture)
  const bytes = into.byteLength
  let frames = 0
  let broken = false
  const decoder = new native.VideoDecoderNative(
    (frame) => {
      frames++
      broken ||= frame.width !== picture.tileWidth || frame.height !== picture.tileHeight
      broken ||= frame.allocationSize() !== bytes
      if (!broken) frame.copyTo(into)
      frame.close()
    },
    () => {
      broken = true
    },
  )
  try {
    const { tileWidth: width, tileHeight: height, config, columns } = picture
    decoder.configure({ codec: 'hevc', width, height, extradata: config.parameters })
    for (const [tile, slices] of picture.tiles.entries()) {
      decoder.decode(slices, true, tile, 0)
      decoder.flush(() => {})
      decoder.reset()
      if (broken || frames !== tile + 1) return null
      if (planes !== image) copyTile(image, planes, tile % columns, Math.floor(tile / columns))
    }
    return planes
  } finally {
    decoder.close()
  }
}

/** Pictures of phones (50 megapixels have 75 MB) are decoded into the same room one after another: memory that is given back late adds up, and looking for it costs time. */
let room = new ArrayBuffer(0)
const ROOM_KEPT = 96 * 1024 * 1024

/** Room for a tile, and before it for the picture: every value of it is written, as the tiles fill it. */
function roomFor(picture: HevcTiles): { image: Planes; planes: Planes; into: Buffer } {
  const { width, height, tileWidth, tileHeight, columns, rows } = picture
  const whole = columns * rows === 1 && tileWidth === width && tileHeight === height
  const tile = layoutOf(picture, tileWidth, tileHeight)
  const all = whole ? 0 : layoutOf(picture, width, height).bytes
  const bytes = all + (all % 2) + tile.bytes
  const buffer = bytes > room.byteLength ? new ArrayBuffer(bytes) : room
  if (bytes <= ROOM_KEPT) room = buffer
  const image = planesIn(buffer, all + (all % 2), picture, { width: tileWidth, height: tileHeight })
  const planes = whole ? image : planesIn(buffer, 0, picture, { width, height })
  return { image, planes, into: Buffer.from(buffer, all + (all % 2), tile.bytes) }
}

interface Layout {
  chromaWidth: number
  chromaHeight: number
  /** Bytes of a value, and of a tile: its planes follow each other. */
  unit: 1 | 2
  bytes: number
}

function layoutOf({ config: { chroma, bits } }: HevcTiles, width: number, height: number): Layout {
  const chromaWidth = chroma === GREY ? 0 : Math.ceil(width / 2)
  const chromaHeight = chroma === HALF_HEIGHT ? Math.ceil(height / 2) : height
  const unit = bits[0] > 8 ? 2 : 1
  return { chromaWidth, chromaHeight, unit, bytes: (width * height + 2 * chromaWidth * chromaHeight) * unit }
}

/** The planes of a picture, one behind the other. */
function planesIn(buffer: ArrayBuffer, start: number, picture: HevcTiles, { width, height }: Size): Planes {
  const { config, matrix, fullRange } = picture
  const { chromaWidth, chromaHeight, unit, bytes } = layoutOf(picture, width, height)
  const values = unit === 1 ? new Uint8Array(buffer, start, bytes) : new Uint16Array(buffer, start, bytes / 2)
  const [luma, chroma] = [width * height, chromaWidth * chromaHeight]
  const plane = (at: number): Plane => ({
    data: values.subarray(at, at + chroma),
    width: chromaWidth,
    height: chromaHeight,
  })
  return {
    width,
    height,
    bits: config.bits[0],
    luma: { data: values.subarray(0, luma), width, height },
    chroma: chroma === 0 ? null : [plane(luma), plane(luma + chroma)],
    alpha: null,
    premultiplied: false,
    matrix,
    fullRange,
  }
}
