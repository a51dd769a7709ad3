import { fstatSync, ftruncateSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { HeifItems } from '../formats/heif-items'
import { type HevcTiles, readHevcTiles } from '../formats/hevc-tiles'
import { MAX_WHOLE_PIXELS } from './heic-pixels'
import type { Plane } from './plane'
import type { Planes } from './planes'
import { copyTile, emptyPlanes } from './tile-planes'

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
  const layout = layoutOf(picture)
  const into = Buffer.from(new ArrayBuffer(layout.bytes))
  let frames = 0
  let broken = false
  const decoder = new native.VideoDecoderNative(
    (frame) => {
      frames++
      broken ||= frame.width !== picture.tileWidth || frame.height !== picture.tileHeight
      broken ||= frame.allocationSize() !== layout.bytes
      if (!broken) frame.copyTo(into)
      frame.close()
    },
    () => {
      broken = true
    },
  )
  try {
    const { tileWidth: width, tileHeight: height, config, columns, rows } = picture
    decoder.configure({ codec: 'hevc', width, height, extradata: config.parameters })
    const image = imageIn(into, picture, layout)
    const whole = columns * rows === 1 && image.width === picture.width && image.height === picture.height
    const planes = whole ? image : emptyPlanes(image, picture.width, picture.height)
    for (const [tile, slices] of picture.tiles.entries()) {
      decoder.decode(slices, true, tile, 0)
      decoder.flush(() => {})
      decoder.reset()
      if (broken || frames !== tile + 1) return null
      if (!whole) copyTile(image, planes, tile % columns, Math.floor(tile / columns))
    }
    return planes
  } finally {
    decoder.close()
  }
}

interface Layout {
  chromaWidth: number
  chromaHeight: number
  /** Bytes of a value, and of a tile: its planes follow each other. */
  unit: 1 | 2
  bytes: number
}

function layoutOf({ tileWidth, tileHeight, config: { chroma, bits } }: HevcTiles): Layout {
  const chromaWidth = chroma === GREY ? 0 : Math.ceil(tileWidth / 2)
  const chromaHeight = chroma === HALF_HEIGHT ? Math.ceil(tileHeight / 2) : tileHeight
  const unit = bits[0] > 8 ? 2 : 1
  return { chromaWidth, chromaHeight, unit, bytes: (tileWidth * tileHeight + 2 * chromaWidth * chromaHeight) * unit }
}

function imageIn(into: Buffer, picture: HevcTiles, layout: Layout): Planes {
  const { tileWidth: width, tileHeight: height, config, matrix, fullRange } = picture
  const values = layout.unit === 1 ? new Uint8Array(into.buffer) : new Uint16Array(into.buffer)
  const [luma, chroma] = [width * height, layout.chromaWidth * layout.chromaHeight]
  const plane = (start: number): Plane => ({
    data: values.subarray(start, start + chroma),
    width: layout.chromaWidth,
    height: layout.chromaHeight,
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
