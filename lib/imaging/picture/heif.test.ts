import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { itemBytes, readHeifItems } from '../formats/heif-items'
import { sniffMediaType } from '../formats/sniff'
import { clap, hevcItem, imir, irot, ispe, makeGrid, makeHeif, nclx } from '../testing/made-heif'
import { madeBox } from '../testing/made-raw'
import { type MadeDirectory, makeTiff } from '../testing/tiff-block'
import { toSrgb } from './colour'
import { decodePhoto } from './decode-photo'

const decode = (bytes: Buffer) => decodePhoto(bytes, { filename: '', maxPixels: 3_000_000, raw: false })

/** The colours in the middles of the quarters, by name. */
async function quarters(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const name = (x: number, y: number) => {
    const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
    if (red > 150) return green > 150 ? 'yellow' : 'red'
    return green > blue ? 'green' : 'blue'
  }
  return [name(0.25, 0.25), name(0.75, 0.25), name(0.25, 0.75), name(0.75, 0.75)].join(' ')
}

const exif = (orientation: number, pixels?: [number, number]) => {
  const [width, height] = pixels ?? []
  const told: MadeDirectory = { 36867: '2021:05:04 03:02:01' }
  if (width && height) Object.assign(told, { 40962: { longs: [width] }, 40963: { longs: [height] } })
  const block = makeTiff({ 274: { shorts: [orientation] } }, told)
  return { type: 'Exif', data: Buffer.concat([Buffer.alloc(4), block]) }
}
const TOLD: [string, number, number[]][] = [['cdsc', 2, [1]]]

const tmap = (width: number, height: number) => ({
  type: 'tmap',
  data: Buffer.alloc(62),
  properties: [ispe(width, height)],
})
/** The item of high range first, of a picture and its map of gains. */
const MAPPED: [string, number, number[]][] = [['dimg', 1, [2, 3]]]

describe('HEIC', () => {
  it.each([
    ['as it is', makeHeif([hevcItem()]), [96, 64], 'red green blue yellow'],
    ['of the brand mif1 alone', makeHeif([hevcItem()], 1, [], ['mif1']), [96, 64], 'red green blue yellow'],
    [
      'the primary item, not the first',
      makeHeif([hevcItem(), hevcItem(irot(1))], 2),
      [64, 96],
      'green yellow red blue',
    ],
    ['mirrored', makeHeif([hevcItem(imir(1))]), [96, 64], 'green red yellow blue'],
    ['turned, then mirrored', makeHeif([hevcItem(irot(3), imir(0))]), [64, 96], 'yellow green blue red'],
    ['cropped in the middle', makeHeif([hevcItem(clap(40, 20, 0, 0))]), [40, 20], 'red green blue yellow'],
    ['cropped to a corner', makeHeif([hevcItem(clap(40, 20, -28, -22))]), [40, 20], 'red red red red'],
    ['cropped, then turned', makeHeif([hevcItem(clap(40, 20, 28, -22), irot(1))]), [20, 40], 'green green green green'],
    [
      'turned, then cropped',
      makeHeif([hevcItem(irot(1), clap(20, 40, -22, -28))]),
      [20, 40],
      'green green green green',
    ],
    ['in tiles', makeGrid(2, 2), [192, 128], 'red red red red'],
    [
      'the base of a picture of high range',
      makeHeif([tmap(96, 64), hevcItem(), hevcItem()], 1, MAPPED),
      [96, 64],
      'red green blue yellow',
    ],
    [
      'the base of a picture of high range, turned',
      makeHeif([tmap(64, 96), hevcItem(irot(3)), hevcItem()], 1, MAPPED),
      [64, 96],
      'blue red yellow green',
    ],
    [
      'EXIF that turns where the container does not',
      makeHeif([hevcItem(), exif(6)], 1, TOLD),
      [64, 96],
      'blue red yellow green',
    ],
    ['EXIF of the stored size', makeHeif([hevcItem(), exif(6, [96, 64])], 1, TOLD), [64, 96], 'blue red yellow green'],
    [
      'EXIF of before it was turned',
      makeHeif([hevcItem(), exif(6, [64, 96])], 1, TOLD),
      [96, 64],
      'red green blue yellow',
    ],
    [
      'EXIF where the container turns',
      makeHeif([hevcItem(irot(0)), exif(6)], 1, TOLD),
      [96, 64],
      'red green blue yellow',
    ],
  ])('%s', async (name, bytes, size, colours) => {
    expect(sniffMediaType(bytes)).toBe('image/heic')
    const { width, height, preview, damaged } = await decode(bytes)
    expect([width, height, damaged]).toEqual([...size, false])
    expect([preview.width, preview.height]).toEqual(size)
    if (name !== 'in tiles') expect(await quarters(preview.data)).toBe(colours)
  })

  it('has the date and the size of a picture of 400 tiles', async () => {
    const photo = await decode(makeGrid(20, 20))
    expect(photo).toMatchObject({ width: 1920, height: 1280, damaged: false })
  })

  it('shows what is left of tiles, and of one piece where that is three quarters, and says so', async () => {
    const grid = makeGrid(2, 2)
    const holed = Buffer.from(grid)
    holed.fill(0, grid.length - 90)
    expect(await decode(holed)).toMatchObject({ width: 192, damaged: true })
    expect(await decode(grid.subarray(0, grid.length - 90))).toMatchObject({ width: 192, damaged: true })
    const whole = makeHeif([hevcItem()])
    expect(await decode(whole.subarray(0, whole.length - 20))).toMatchObject({ width: 96, damaged: true })
    await expect(decode(whole.subarray(0, whole.length - 80))).rejects.toThrow(/damaged.*Copied once more/)
  })

  it.each([
    [16, 'PQ'],
    [18, 'HLG'],
  ])('tells light beyond white: transfer %i', async (transfer, hdr) => {
    expect((await decode(makeHeif([hevcItem(nclx(9, transfer))]))).exif.picture).toEqual({ hdr })
    expect((await decode(makeHeif([hevcItem(nclx(12, 13))]))).exif.picture).toBeUndefined()
  })

  it('is no damaged file when it is coded in a way that is not decoded, or too large', async () => {
    await expect(decode(makeHeif([{ ...hevcItem(), type: 'avc1' }], 1, [], ['mif1', 'heic']))).rejects.toThrow(
      /H\.264.*Saved as JPEG/,
    )
    const large = makeHeif([hevcItem()])
    large.writeUInt32BE(60_000, large.indexOf('ispe') + 8)
    await expect(decode(large)).rejects.toThrow(/megapixels; at most 3\.0 can be shown\. A smaller copy/)
  })
})

describe('a map of gains beside a HEIC', () => {
  const beside = (urn: string) => [madeBox('auxC', Buffer.alloc(4), Buffer.from(`${urn}\0`))]
  const gains = (...properties: Buffer[]) => hevcItem(...properties)
  const tone = { type: 'tmap', data: Buffer.alloc(62), properties: [ispe(96, 64), nclx(9, 16)] }
  const tile = hevcItem()
  const grid = { type: 'grid', data: Buffer.from([0, 0, 0, 1, 0, 192, 0, 64]), properties: [ispe(192, 64)] }
  it.each([
    [
      'Apple, as an auxiliary',
      makeHeif([hevcItem(), gains(...beside('urn:com:apple:photo:2020:aux:hdrgainmap'))], 1, [['auxl', 2, [1]]]),
    ],
    [
      'ISO 21496-1, as an auxiliary',
      makeHeif([hevcItem(), gains(...beside('urn:iso:std:iso:ts:21496:-1'))], 1, [['auxl', 2, [1]]]),
    ],
    [
      'ISO 21496-1, as a picture made of both',
      makeHeif([hevcItem(), gains(), tone], 1, [['dimg', 3, [1, 2]]], ['heic', 'mif1', 'tmap']),
    ],
    [
      'of tiles, with both',
      makeHeif(
        [grid, tile, tile, gains(...beside('urn:com:apple:photo:2020:aux:hdrgainmap')), tone],
        1,
        [
          ['dimg', 1, [2, 3]],
          ['auxl', 4, [1]],
          ['dimg', 5, [1, 4]],
        ],
        ['heic', 'mif1', 'tmap'],
      ),
    ],
  ])('%s: the picture of standard range is shown, and HDR is told', async (_name, bytes) => {
    const found = await decode(bytes)
    expect(found.exif.picture).toEqual({ hdr: 'gain map' })
    expect(found.damaged).toBe(false)
    const plain = found.width === 96 ? await decode(makeHeif([hevcItem()])) : await decode(makeGrid(2, 1))
    expect(found.preview.data.equals(plain.preview.data)).toBe(true)
    expect(plain.exif.picture).toBeUndefined()
  })

  it('is none where what lies beside is depth or transparency', async () => {
    const depth = makeHeif([hevcItem(), gains(...beside('urn:com:apple:photo:2020:aux:depth'))], 1, [['auxl', 2, [1]]])
    expect((await decode(depth)).exif.picture).toBeUndefined()
  })
})

it.each(['heic', 'avif'])('a film without a still (%s) is not called damaged', async (brand) => {
  const film = Buffer.concat([
    madeBox('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}msf1`)),
    madeBox('moov', Buffer.alloc(200)),
    madeBox('mdat', Buffer.alloc(200)),
  ])
  await expect(decode(film)).rejects.toThrow(/moving pictures alone and no still/)
})

describe('AVIF', () => {
  const made = () =>
    sharp({ create: { width: 64, height: 48, channels: 3, background: '#c82828' } })
      .avif({ quality: 90, effort: 0, chromaSubsampling: '4:4:4' })
      .toBuffer()
  const middle = async (bytes: Buffer) => {
    const [red = 0, green = 0, blue = 0] = await sharp((await decode(bytes)).preview.data)
      .resize(1, 1)
      .raw()
      .toBuffer()
    return [red, green, blue]
  }

  it('of P3 is shown in sRGB', async () => {
    const bytes = await made()
    const { primary } = readHeifItems(bytes) ?? {}
    const config = primary?.properties.find(({ type }) => type === 'av1C')
    if (!primary || !config) throw new Error('no picture was made')
    const properties = [madeBox('av1C', bytes.subarray(config.start, config.end)), ispe(64, 48), nclx(12, 13)]
    const file = makeHeif([{ type: 'av01', data: itemBytes(bytes, primary), properties }], 1, [], ['avif', 'mif1'])
    const found = await middle(file)
    const wanted = [218, 0, 26]
    for (const [index, value] of wanted.entries()) expect(Math.abs((found[index] ?? 0) - value)).toBeLessThan(6)
  })

  it('of the brand of films shows its still', async () => {
    const file = await made()
    file.write('avis', 8, 'latin1')
    expect(sniffMediaType(file)).toBe('image/avif')
    expect(await decode(file)).toMatchObject({ width: 64, height: 48 })
  })
})

describe('colours', () => {
  const convert = (primaries: number, transfer: number, ...values: number[]) => [
    ...toSrgb(Uint8Array.from(values), { kind: 'code points', primaries, transfer }),
  ]

  it('of P3 and Adobe RGB are those of sRGB', () => {
    expect(convert(12, 13, 200, 40, 40, 40, 180, 60, 128, 128, 128)).toEqual([218, 0, 26, 0, 183, 30, 128, 128, 128])
    expect(convert(1, 13, 200, 40, 40)).toEqual([200, 40, 40])
  })

  it.each([16, 18])(
    'of HDR (%i): dark stays dark, grey stays grey, white is nearly white, and nothing turns back',
    (transfer) => {
      const greys = Array.from({ length: 256 }, (_, value) => convert(9, transfer, value, value, value))
      expect(greys.every(([red, green, blue]) => red === green && green === blue)).toBe(true)
      const levels = greys.map(([red = 0]) => red)
      expect(levels.every((level, index) => index === 0 || level >= (levels[index - 1] ?? 0))).toBe(true)
      expect([levels[0], levels[255]]).toEqual([0, 255])
      // Diffuse white: 58 % of PQ, 75 % of HLG.
      const white = levels[transfer === 16 ? 148 : 191] ?? 0
      expect(white).toBeGreaterThan(230)
      expect(white).toBeLessThan(250)
    },
  )
})
