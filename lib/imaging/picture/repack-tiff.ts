import { deflateSync } from 'node:zlib'
import type { RawDirectories, RawDirectory, RawEntry } from '../formats/raw-directories'
import { unpackXz } from './unpack-lzma'

/** TIFF's number of LZMA, and of the Deflate that every libtiff unpacks. */
export const LZMA = 34_925
const DEFLATE = 8
const [WIDTH, HEIGHT, BITS, COMPRESSION, SAMPLES, ROWS, PLANAR] = [256, 257, 258, 259, 277, 278, 284]
const STRIPS = { offsets: 273, lengths: 279 }
const TILES = { offsets: 324, lengths: 325, width: 322, height: 323 }
const MOST_PARTS = 200_000

export interface Repacked {
  bytes: Buffer
  /** Whether parts of it could not be unpacked; they are zero. */
  damaged: boolean
}

/**
 * The same TIFF with the strips or tiles of one of its pictures, packed as LZMA, packed as Deflate: they follow behind the file, and its directory points there.
 * What else the directory says (a predictor, colours) holds for both.
 * @returns null where nothing of it can be unpacked
 */
export function repackTiff(bytes: Buffer, directories: RawDirectories, directory: RawDirectory): Repacked | null {
  const tags = directory.has(TILES.offsets) ? TILES : STRIPS
  const [entries, offsets, lengths] = [
    [COMPRESSION, tags.offsets, tags.lengths].map((tag) => directory.get(tag)),
    directories.numbers(directory, tags.offsets, MOST_PARTS),
    directories.numbers(directory, tags.lengths, MOST_PARTS),
  ]
  const [compression, offsetEntry, lengthEntry] = entries
  if (!compression || !offsetEntry || !lengthEntry || offsets.length === 0) return null
  if (offsets.length !== offsetEntry.count || offsets.length !== lengths.length) return null
  const most = partBytes(directories, directory)
  const file = new Appended(bytes, directories)
  const places: number[] = []
  let failed = 0
  const packed = offsets.map((offset, index) => {
    const data = unpackXz(bytes.subarray(offset, offset + (lengths[index] ?? 0)), most)
    if (data === null) failed++
    const part = deflateSync(data ?? Buffer.alloc(most), { level: 1 })
    places.push(file.append(part))
    return part.byteLength
  })
  if (failed === offsets.length) return null
  file.set(offsetEntry, places)
  file.set(lengthEntry, packed)
  file.set(compression, [DEFLATE])
  return { bytes: file.finish(), damaged: failed > 0 }
}

/** The most bytes a strip or tile can have. */
function partBytes(directories: RawDirectories, directory: RawDirectory): number {
  const number = (tag: number, otherwise: number) => directories.number(directory, tag) ?? otherwise
  const tiled = directory.has(TILES.offsets)
  const height = number(HEIGHT, 0)
  const [width, rows] = tiled
    ? [number(TILES.width, 0), number(TILES.height, 0)]
    : [number(WIDTH, 0), Math.min(height, number(ROWS, height))]
  const samples = number(PLANAR, 1) === 2 ? 1 : number(SAMPLES, 1)
  const bits = Math.max(1, ...directories.numbers(directory, BITS, 16))
  return Math.ceil((width * samples * bits) / 8) * rows
}

/** A TIFF that gets longer, with other values in its directory. */
class Appended {
  private readonly head: Buffer
  private readonly parts: Buffer[]
  private length: number

  constructor(
    bytes: Buffer,
    private readonly layout: RawDirectories,
  ) {
    this.head = Buffer.from(bytes)
    this.parts = [this.head]
    this.length = bytes.byteLength
  }

  /** @returns where it lies */
  append(part: Buffer): number {
    const odd = this.length % 2
    if (odd) this.parts.push(Buffer.alloc(1))
    this.parts.push(part)
    this.length += odd + part.byteLength
    return this.length - part.byteLength
  }

  /** Gives an entry numbers of 32 bits. */
  set({ field }: RawEntry, values: number[]): void {
    const { little, big } = this.layout
    const { head } = this
    const long = (into: Buffer, value: number, at: number) =>
      little ? into.writeUInt32LE(value, at) : into.writeUInt32BE(value, at)
    /** A count or an offset: 64 bits in BigTIFF. */
    const wide = (value: number, at: number) => {
      if (!big) long(head, value, at)
      else if (little) head.writeBigUInt64LE(BigInt(value), at)
      else head.writeBigUInt64BE(BigInt(value), at)
    }
    const inline = big ? 8 : 4
    const block = Buffer.alloc(Math.max(inline, values.length * 4))
    for (const [index, value] of values.entries()) long(block, value, index * 4)
    if (little) head.writeUInt16LE(4, field + 2)
    else head.writeUInt16BE(4, field + 2)
    wide(values.length, field + 4)
    if (values.length * 4 <= inline) block.copy(head, field + 4 + inline)
    else wide(this.append(block), field + 4 + inline)
  }

  finish(): Buffer {
    return Buffer.concat(this.parts)
  }
}
