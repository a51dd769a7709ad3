import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodePhoto } from './decode-photo'

const RED = [254, 0, 0]
const CORNERS = [RED, [0, 255, 1], [0, 0, 254], [255, 255, 0]]

/** A picture of 96 × 64 with four coloured quarters (red, green / blue, yellow). */
function quarters(): Buffer {
  const data = Buffer.alloc(96 * 64 * 3)
  for (let y = 0; y < 64; y++) {
    for (let x = 0; x < 96; x++) data.set(CORNERS[(y < 32 ? 0 : 2) + (x < 48 ? 0 : 1)] ?? [], (y * 96 + x) * 3)
  }
  return data
}

/** Stores the picture such that EXIF orientation `orientation` shows it upright. */
function stored(orientation: number): { data: Buffer; width: number; height: number } {
  const upright = quarters()
  const turned = orientation >= 5
  const [width, height] = turned ? [64, 96] : [96, 64]
  const data = Buffer.alloc(width * height * 3)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [across, down] = turned ? [row, column] : [column, row]
      const x = [2, 3, 6, 7].includes(orientation) ? 95 - across : across
      const y = [3, 4, 7, 8].includes(orientation) ? 63 - down : down
      upright.copy(data, (row * width + column) * 3, (y * 96 + x) * 3, (y * 96 + x) * 3 + 3)
    }
  }
  return { data, width, height }
}

/** For each corner of a rendition the index of the quarter's colour that it shows. */
async function cornersOf(data: Buffer): Promise<number[]> {
  const { data: pixels, info } = await sharp(data).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const start = (Math.round(y * (info.height - 1)) * info.width + Math.round(x * (info.width - 1))) * info.channels
    const colour = [...pixels.subarray(start, start + 3)]
    return CORNERS.findIndex((corner) => corner.every((value, index) => Math.abs(value - (colour[index] ?? 0)) < 90))
  }
  return [at(0.2, 0.2), at(0.8, 0.2), at(0.2, 0.8), at(0.8, 0.8)]
}

const decode = (bytes: Buffer) => decodePhoto(bytes, { filename: '', maxPixels: 100_000_000, raw: false })

describe('orientation', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i shows upright in JPEG, PNG, WebP and TIFF', async (orientation) => {
    const { data, ...size } = stored(orientation)
    const picture = () => sharp(data, { raw: { ...size, channels: 3 } }).withMetadata({ orientation })
    const files = await Promise.all([
      picture().jpeg({ quality: 95 }).toBuffer(),
      picture().png().toBuffer(),
      picture().webp({ quality: 95 }).toBuffer(),
      picture().tiff().toBuffer(),
    ])
    for (const file of files) {
      const photo = await decode(file)
      expect([photo.width, photo.height]).toEqual([96, 64])
      expect(await cornersOf(photo.preview.data)).toEqual([0, 1, 2, 3])
      expect(await cornersOf(photo.thumb.data)).toEqual([0, 1, 2, 3])
    }
  })

  it('0 and 9 count as 1', async () => {
    const { data, ...size } = stored(1)
    const picture = sharp(data, { raw: { ...size, channels: 3 } }).withMetadata({ orientation: 6 })
    const exif = await picture.jpeg({ quality: 95 }).toBuffer()
    const at = exif.indexOf(Buffer.from([0x12, 0x01, 3, 0])) + 8
    expect([exif[at], exif[at + 1]]).toEqual([6, 0])
    for (const orientation of [0, 9]) {
      exif[at] = orientation
      expect(await cornersOf((await decode(exif)).preview.data)).toEqual([0, 1, 2, 3])
    }
  })
})

describe('turned by a person', () => {
  const degrees = (orientation: number, turn: number) => `orientation ${orientation} and ${turn} quarters`
  /** Where each corner of the upright picture is after quarters clockwise: top left, top right, bottom left, bottom right. */
  const AFTER = [
    [0, 1, 2, 3],
    [2, 0, 3, 1],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
  ]
  const cases = [1, 2, 5, 6, 7].flatMap((orientation) => [0, 1, 2, 3].map((turn) => ({ orientation, turn })))
  it.each(cases)('$orientation, $turn', async ({ orientation, turn }) => {
    const { data, width, height } = stored(orientation)
    const file = await sharp(data, { raw: { width, height, channels: 3 } })
      .withMetadata({ orientation })
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .toBuffer()
    const shown = await decodePhoto(file, { filename: 'a.jpg', maxPixels: 1e6, raw: false, turn })
    const lying = turn % 2 === 1
    expect([shown.width, shown.height], degrees(orientation, turn)).toEqual(lying ? [64, 96] : [96, 64])
    expect(await cornersOf(shown.preview.data)).toEqual(AFTER[turn])
    expect(await cornersOf(shown.thumb.data)).toEqual(AFTER[turn])
  })
})

describe('renditions', () => {
  const flat = (width: number, height: number, background = '#0a0') =>
    sharp({ create: { width, height, channels: 3, background } })

  it.each([
    [1, 1, [1, 1], [1, 1]],
    [3000, 2, [2048, 1], [512, 1]],
    [2, 3000, [1, 2048], [1, 512]],
    [600, 400, [600, 400], [512, 341]],
    [4096, 3072, [2048, 1536], [512, 384]],
  ])('%i × %i', async (width, height, preview, thumb) => {
    const photo = await decode(await flat(width, height).png().toBuffer())
    expect([photo.preview.width, photo.preview.height]).toEqual(preview)
    expect([photo.thumb.width, photo.thumb.height]).toEqual(thumb)
    expect(await sharp(photo.preview.data).metadata()).toMatchObject({
      format: 'jpeg',
      width: preview[0],
      height: preview[1],
    })
    expect(await sharp(photo.thumb.data).metadata()).toMatchObject({
      format: 'webp',
      width: thumb[0],
      height: thumb[1],
    })
  })

  it('keeps a wide colour profile in the preview and turns the thumb to sRGB', async () => {
    const file = await flat(300, 200, '#e03020').withIccProfile('p3').jpeg({ quality: 95 }).toBuffer()
    const { preview, thumb } = await decode(file)
    expect((await sharp(preview.data).metadata()).icc?.byteLength).toBeGreaterThan(300)
    expect((await sharp(thumb.data).metadata()).icc).toBeUndefined()
    const [red, green, blue] = await sharp(thumb.data).resize(1, 1).raw().toBuffer()
    for (const [value, wanted] of [
      [red, 0xe0],
      [green, 0x30],
      [blue, 0x20],
    ])
      expect(Math.abs((value ?? 0) - (wanted ?? 0))).toBeLessThan(6)
  })

  it('has no metadata, whatever the file holds', async () => {
    const exif = {
      IFD0: { ImageDescription: 'LEAKMARK' },
      IFD3: { GPSLatitude: '48/1 51/1 30/1', GPSLatitudeRef: 'N' },
    }
    const file = await flat(300, 200)
      .withExif(exif)
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">LEAKMARK</x:xmpmeta>')
      .jpeg()
      .toBuffer()
    expect(file.includes('LEAKMARK')).toBe(true)
    const { preview, thumb } = await decode(file)
    for (const { data } of [preview, thumb]) {
      expect(
        ['LEAKMARK', 'Exif', 'EXIF', 'XMP ', 'xmpmeta', 'Photoshop'].filter((mark) => data.includes(mark)),
      ).toEqual([])
    }
  })

  it('shows transparency on white, CMYK, grey, 16 bit and the first frame', async () => {
    const clear = sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    const frames = await sharp(
      [await flat(40, 40, '#f00').png().toBuffer(), await flat(40, 40, '#00f').png().toBuffer()],
      { join: { animated: true } },
    )
      .gif()
      .toBuffer()
    const cases: [Buffer, number[]][] = [
      [await clear.png().toBuffer(), [255, 255, 255]],
      [await flat(40, 40, '#c02020').toColourspace('cmyk').jpeg().toBuffer(), [0xc0, 0x20, 0x20]],
      [await flat(40, 40, '#808080').toColourspace('b-w').png().toBuffer(), [128, 128, 128]],
      [await flat(40, 40, '#c02020').toColourspace('rgb16').png().toBuffer(), [0xc0, 0x20, 0x20]],
      [frames, [255, 0, 0]],
    ]
    for (const [file, wanted] of cases) {
      const { preview } = await decode(file)
      const pixel = await sharp(preview.data).resize(1, 1).toColourspace('srgb').raw().toBuffer()
      wanted.forEach((value, index) => {
        expect(Math.abs((pixel[index] ?? 0) - value)).toBeLessThan(24)
      })
    }
  })

  it('shows a slightly damaged photo and says so, and refuses one without pixels', async () => {
    const noise = Buffer.from(Array.from({ length: 200 * 200 * 3 }, (_, index) => (index * 7919) % 251))
    const file = await sharp(noise, { raw: { width: 200, height: 200, channels: 3 } })
      .jpeg()
      .toBuffer()
    expect((await decode(file)).damaged).toBe(false)
    expect((await decode(file.subarray(0, file.byteLength - 40))).damaged).toBe(true)
    await expect(decode(file.subarray(0, 300))).rejects.toThrow(/ends before/)
  })
})
