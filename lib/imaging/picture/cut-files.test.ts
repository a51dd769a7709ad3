// Files whose end is missing, and files that are whole but of a kind nobody decodes: what there is is shown, and what is said is true.
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { stripMetadata } from '../strip/strip-metadata'
import { madeHeic } from '../testing/made-heic'
import { MadeRaw } from '../testing/made-raw'
import { makeTiff } from '../testing/tiff-block'
import { decodePhoto } from './decode-photo'

const decode = (bytes: Buffer) => decodePhoto(bytes, { filename: '', maxPixels: 1_000_000, raw: false })
const [WIDTH, HEIGHT] = [320, 200]
const noise = () =>
  sharp(Buffer.from(Array.from({ length: WIDTH * HEIGHT * 3 }, (_, at) => (at * 7919 + (at >> 5) * 31) % 256)), {
    raw: { width: WIDTH, height: HEIGHT, channels: 3 },
  })
const cut = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share))

describe('what was cut off is shown as far as it goes, and marked', () => {
  it.each<[string, () => Promise<Buffer> | Buffer]>([
    ['WebP', () => noise().webp().toBuffer()],
    ['HEIC', () => madeHeic()],
    ['JPEG', () => noise().jpeg().toBuffer()],
  ])('%s', async (_name, make) => {
    const whole = await make()
    expect((await decode(whole)).damaged).toBe(false)
    expect(await decode(cut(whole, 0.8))).toMatchObject({ damaged: true })
  })
})

describe('the reason is true and says what can be done', () => {
  const tiff = (compression: number) => {
    const raw = new MadeRaw()
    const fields = { 256: { longs: [4] }, 257: { longs: [4] }, 258: { shorts: [8] }, 277: { shorts: [1] } }
    const rest = { 262: { shorts: [1] }, 278: { longs: [4] } }
    return raw.finish(raw.directory({ ...fields, ...raw.strip(Buffer.alloc(64, 7), compression), ...rest }))
  }
  it.each<[string, () => Promise<Buffer> | Buffer, RegExp]>([
    [
      'a JPEG without pixels',
      async () => (await noise().jpeg().toBuffer()).subarray(0, 300),
      /ends before.*Copied once more/,
    ],
    [
      'a WebP that is only a head',
      async () => (await noise().webp().toBuffer()).subarray(0, 20),
      /damaged or cut off.*Copied/,
    ],
    ['TIFF, ZSTD', () => tiff(50_000), /packed as ZSTD.*Saved with LZW/],
    ['TIFF, LZMA that is none', () => tiff(34_925), /pixels.*damaged.*Copied once more/],
    ['TIFF, a program’s own packing', () => tiff(65_000 - 99), /packed as compression 64901/],
    ['a PNG of an iPhone’s program', cgbi, /programs of iPhones.*ordinary PNG/],
  ])('%s', async (_name, make, reason) => {
    await expect(decode(Buffer.from(await make()))).rejects.toThrow(reason)
  })
})

async function cgbi(): Promise<Buffer> {
  const png = await noise().png().toBuffer()
  const chunk = Buffer.from('0000000443674249500020022bd5b37f', 'hex')
  return Buffer.concat([png.subarray(0, 8), chunk, png.subarray(8)])
}

describe('WebP with EXIF that its head does not announce', () => {
  const block = makeTiff({ 271: 'Maker', 274: { shorts: [6] } }, { 36867: '2021:05:04 03:02:01' })
  const chunk = (name: string, data: Buffer) => {
    const head = Buffer.from(`${name}\0\0\0\0`, 'latin1')
    head.writeUInt32LE(data.length, 4)
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
  }
  it.each([true, false])('is read and turned; for others it stays upright (lossless: %s)', async (lossless) => {
    const plain = await noise().webp({ lossless }).toBuffer()
    const file = Buffer.concat([plain, chunk('EXIF', Buffer.from(block))])
    file.writeUInt32LE(file.length - 8, 4)
    const size = { width: HEIGHT, height: WIDTH }
    expect(await decode(file)).toMatchObject({ ...size, damaged: false, fields: { camera: { make: 'Maker' } } })
    const { data } = await stripMetadata(file)
    expect(data.includes('Maker')).toBe(false)
    const shown = await decode(data)
    expect(shown).toMatchObject({ ...size, fields: { camera: { make: null }, takenLocal: null } })
    expect((await sharp(data).metadata()).orientation).toBe(6)
  })
})
