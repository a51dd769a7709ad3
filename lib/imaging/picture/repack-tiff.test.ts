// The strips were packed with liblzma (Python's lzma), with the filters libtiff uses: differences at a distance of 3, then LZMA2.
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { MadeRaw } from '../testing/made-raw'
import { decodePhoto } from './decode-photo'
import { unpackXz } from './unpack-lzma'

const [WIDTH, HEIGHT] = [16, 8]
const [RED, BLUE] = [
  [200, 30, 40],
  [20, 60, 220],
]
const PIXELS = Array.from({ length: WIDTH * HEIGHT }, (_, at) => (at % WIDTH < WIDTH / 2 ? RED : BLUE)).flat()
const plain = Buffer.from(
  '/Td6WFoAAAD/EtlBAgEDAQIhARby6M1E4AF/ABhdAGQHgNgNY/EMJ7jKbPKEduVc+XLKuxcgAAAAASyAAwAAAOwOaBCoAAr8AgAAAAAAWVo=',
  'base64',
)
const checked = Buffer.from(
  '/Td6WFoAAATm1rRGAgEDAQIhARby6M1E4AF/ABhdAGQHgNgNY/EMJ7jKbPKEduVc+XLKuxcgAAAbAT3uvunznQABNIADAAAAGo7t/7HEZ/sCAAAAAARZWg==',
  'base64',
)
const BYTES = WIDTH * HEIGHT * 3

describe('xz as libtiff writes it', () => {
  it.each([plain, checked])('is unpacked, differences undone', (xz) => {
    expect([...(unpackXz(xz, BYTES) ?? [])]).toEqual(PIXELS)
  })

  it('is not, where it says that there are more bytes than the picture has, is cut, or packed with another filter', () => {
    expect(unpackXz(plain, BYTES - 1)).toBeNull()
    for (let length = 0; length < 50; length++) expect(unpackXz(plain.subarray(0, length), BYTES)).toBeNull()
    const other = Buffer.from(plain)
    other[14] = 4
    other.writeUInt32LE(crc32(other.subarray(12, 20)), 20)
    expect(unpackXz(other, BYTES)).toBeNull()
  })
})

describe('a TIFF packed as LZMA', () => {
  const broken = Buffer.concat([plain.subarray(0, 24), Buffer.alloc(40, 0x55)])

  function tiff(order: 'II' | 'MM', strips: Buffer[]): Buffer {
    const raw = new MadeRaw(order)
    const longs = (values: number[]) => ({ longs: values })
    const fields = {
      256: longs([WIDTH]),
      257: longs([HEIGHT * strips.length]),
      258: { shorts: [8, 8, 8] },
      259: { shorts: [34_925] },
      262: { shorts: [2] },
      273: longs(strips.map((strip) => raw.put(strip))),
      277: { shorts: [3] },
      278: longs([HEIGHT]),
      279: longs(strips.map(({ byteLength }) => byteLength)),
    }
    return raw.finish(raw.directory(fields))
  }

  const decode = (file: Buffer) => decodePhoto(file, { filename: '', maxPixels: 1_000_000, raw: false })

  async function shown(file: Buffer): Promise<{ damaged: boolean; colours: number[][] }> {
    const { preview, damaged } = await decode(file)
    const { data } = await sharp(preview.data).raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => [...data.subarray((y * WIDTH + x) * 3, (y * WIDTH + x) * 3 + 3)]
    return { damaged, colours: [at(2, 3), at(13, 3), at(2, 12)] }
  }

  it.each(['II', 'MM'] as const)('is shown (%s, one strip and two)', async (order) => {
    const near = (colours: number[][], wanted: (number[] | undefined)[]) =>
      colours.slice(0, wanted.length).forEach((colour, index) => {
        colour.forEach((value, channel) => {
          expect(Math.abs(value - (wanted[index]?.[channel] ?? 0)), String(colour)).toBeLessThan(12)
        })
      })
    const one = await shown(tiff(order, [plain]))
    expect(one.damaged).toBe(false)
    near(one.colours, [RED, BLUE])
    const two = await shown(tiff(order, [plain, checked]))
    expect(two.damaged).toBe(false)
    near(two.colours, [RED, BLUE, RED])
  })

  it('is shown in part and marked where a strip is broken, refused where all are', async () => {
    const { damaged, colours } = await shown(tiff('II', [plain, broken]))
    expect(damaged).toBe(true)
    expect(colours[2]?.every((value) => value < 20)).toBe(true)
    await expect(decode(tiff('II', [broken]))).rejects.toThrow(/pixels of this picture cannot be read/)
  })
})
