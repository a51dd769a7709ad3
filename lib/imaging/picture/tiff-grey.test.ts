import sharp from 'sharp'
import { expect, it } from 'vitest'
import { MadeRaw } from '../testing/made-raw'
import { decodePhoto } from './decode-photo'

const [W, H] = [48, 32]

/** A TIFF of one channel whose left half is white and whose right half has two fifths of that. @param format TIFF's SampleFormat */
function grey(format: number, white: number): Buffer {
  const values = Array.from({ length: W * H }, (_, at) => (at % W < W / 2 ? white : Math.round(white * 0.392)))
  const raw = new MadeRaw()
  const fields = {
    256: { longs: [W] },
    257: { longs: [H] },
    258: { shorts: [16] },
    ...raw.strip(Buffer.from(Uint16Array.from(values).buffer), 1),
    262: { shorts: [1] },
    277: { shorts: [1] },
    278: { longs: [H] },
    339: { shorts: [format] },
  }
  return raw.finish(raw.directory(fields))
}

it.each([
  ['numbers', 1, 65_535],
  ['signed numbers', 2, 32_767],
])('grey of 16 bits is as light as it says, in %s', async (_name, format, white) => {
  const { preview } = await decodePhoto(grey(format, white), { filename: '', maxPixels: 10_000, raw: false })
  const { data, info } = await sharp(preview.data).raw().toBuffer({ resolveWithObject: true })
  const found = [0.25, 0.75].map((x) => data[Math.floor(x * info.width) * info.channels] ?? 0)
  expect(Math.abs((found[0] ?? 0) - 255) + Math.abs((found[1] ?? 0) - 100), String(found)).toBeLessThan(8)
})
