import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { sniffMediaType } from '../formats/sniff'
import { losslessJpeg, MadeRaw, type RawFields } from '../testing/made-raw'
import { decodePhoto } from './decode-photo'

const decode = (bytes: Buffer, raw = false) => decodePhoto(bytes, { filename: '', maxPixels: 1_000_000, raw })
const COLOURS = [
  [200, 40, 40],
  [40, 180, 60],
  [40, 60, 200],
  [128, 128, 128],
]
const [W, H] = [48, 32]

/** Four quarters, as values of a channel each. */
function values(): number[] {
  return Array.from({ length: H * W }, (_, at) => {
    const [x, y] = [at % W, Math.floor(at / W)]
    return COLOURS[(y < H / 2 ? 0 : 2) + (x < W / 2 ? 0 : 1)] ?? []
  }).flat()
}

async function isRight(preview: Buffer): Promise<void> {
  const { data, info } = await sharp(preview).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const found = [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => {
      const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
      return [...data.subarray(at, at + 3)]
    }),
  )
  for (const [index, colour] of COLOURS.entries())
    for (const [channel, value] of colour.entries())
      expect(Math.abs((found[index]?.[channel] ?? 0) - value), String(found)).toBeLessThan(8)
}

const rgb = () => sharp(Buffer.from(values()), { raw: { width: W, height: H, channels: 3 } })

function tiffFields(raw: MadeRaw, pixels: Buffer, bits: number, format: number, samples = 3): RawFields {
  const same = (value: number) => ({ shorts: Array.from({ length: samples }, () => value) })
  return {
    256: { longs: [W] },
    257: { longs: [H] },
    258: same(bits),
    ...raw.strip(pixels, 1),
    262: { shorts: [2] },
    277: { shorts: [samples] },
    278: { longs: [H] },
    338: { shorts: Array.from({ length: samples - 3 }, () => 0) },
    339: same(format),
  }
}

function tiff(pixels: Buffer, bits: number, format: number, samples = 3): Buffer {
  const raw = new MadeRaw()
  return raw.finish(raw.directory(tiffFields(raw, pixels, bits, format, samples)))
}

const bytesOf = (array: Float32Array | Float64Array | Uint32Array | Int16Array | Uint8Array) =>
  Buffer.from(array.buffer)

describe('TIFF', () => {
  const eight = bytesOf(Uint8Array.from(values()))
  const more = Uint8Array.from({ length: W * H * 5 }, (_, at) =>
    at % 5 < 3 ? (values()[Math.floor(at / 5) * 3 + (at % 5)] ?? 0) : 77,
  )

  it.each([
    ['of 32 bits', tiff(bytesOf(Uint32Array.from(values(), (value) => value * 16_843_009)), 32, 1)],
    ['of floating point', tiff(bytesOf(Float32Array.from(values(), (value) => value / 255)), 32, 3)],
    ['of floating point up to 255', tiff(bytesOf(Float32Array.from(values())), 32, 3)],
    ['of five channels', tiff(Buffer.from(more), 8, 1, 5)],
    ['of eight bits', tiff(eight, 8, 1)],
  ])('%s', async (_name, bytes) => {
    const { preview, width } = await decode(bytes)
    expect(width).toBe(W)
    await isRight(preview.data)
  })

  const small = (raw: MadeRaw): RawFields => ({
    254: { longs: [1] },
    256: { longs: [4] },
    257: { longs: [4] },
    258: { shorts: [8, 8, 8] },
    ...raw.strip(Buffer.alloc(48, 99), 1),
    262: { shorts: [2] },
    277: { shorts: [3] },
    278: { longs: [4] },
  })

  it('with the reduced picture first, in the chain or above the whole one', async () => {
    const chain = new MadeRaw()
    const second = chain.directory(tiffFields(chain, eight, 8, 1))
    const chained = chain.finish(chain.directory(small(chain), second))
    const below = new MadeRaw()
    const sub = below.directory({ ...tiffFields(below, eight, 8, 1), 254: { longs: [0] } })
    const nested = below.finish(below.directory({ ...small(below), 330: { longs: [sub] } }))
    for (const bytes of [chained, nested]) {
      expect(sniffMediaType(bytes)).toBe('image/tiff')
      const { preview, width, height } = await decode(bytes)
      expect([width, height]).toEqual([W, H])
      await isRight(preview.data)
    }
  })

  it('with words and keywords at the reduced picture', async () => {
    const packet =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="3"/></rdf:RDF></x:xmpmeta>'
    const raw = new MadeRaw()
    const second = raw.directory(tiffFields(raw, eight, 8, 1))
    const first = { ...small(raw), 270: { text: 'words' }, 700: { bytes: Buffer.from(packet) } }
    const { fields } = await decode(raw.finish(raw.directory(first, second)))
    expect(fields).toMatchObject({ description: 'words', rating: 3 })
  })

  it('packed in a way or of bits that are not decoded is no damaged file', async () => {
    await expect(decode(tiff(Buffer.alloc(W * H * 24), 64, 3))).rejects.toThrow(/64 bits.*Saved with/)
    const raw = new MadeRaw()
    const bytes = raw.finish(raw.directory({ ...tiffFields(raw, eight, 8, 1), ...raw.strip(eight, 34712) }))
    await expect(decode(bytes)).rejects.toThrow(/JPEG 2000, which is not decoded here\. Saved/)
  })
})

describe('JPEG', () => {
  const withExif = (jpeg: Buffer, block: Buffer) => {
    const head = Buffer.from([0xff, 0xe1, 0, 0])
    head.writeUInt16BE(block.length + 8, 2)
    return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from('Exif\0\0'), block, jpeg.subarray(2)])
  }

  it('of Adobe RGB by the rules of cameras, without a profile', async () => {
    const raw = new MadeRaw('MM')
    const interop = raw.directory({ 1: { text: 'R03' } })
    const exif = raw.directory({ 40961: { shorts: [65_535] }, 40965: { longs: [interop] } })
    const block = raw.finish(raw.directory({ 34665: { longs: [exif] } }))
    const jpeg = await rgb().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
    const { data } = await sharp((await decode(withExif(jpeg, block))).preview.data)
      .raw()
      .toBuffer({ resolveWithObject: true })
    const at = (8 * W + 8) * 3
    for (const [index, value] of [233, 35, 35].entries())
      expect(Math.abs((data[at + index] ?? 0) - value)).toBeLessThan(10)
    await isRight((await decode(jpeg)).preview.data)
  })

  it('whose end is zeros is damaged; a flat one is not, nor one with zeros behind it', async () => {
    const noise = Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, at) => (at * 7919) % 251))
    const jpeg = await sharp(noise, { raw: { width: 300, height: 300, channels: 3 } })
      .jpeg()
      .toBuffer()
    const torn = Buffer.from(jpeg)
    torn.fill(0, jpeg.length / 2)
    expect((await decode(torn)).damaged).toBe(true)
    const holed = Buffer.from(jpeg)
    holed.fill(0, jpeg.length / 2, jpeg.length / 2 + 2000)
    expect((await decode(holed)).damaged).toBe(true)
    const flat = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#000' } })
      .jpeg({ optimiseCoding: true })
      .toBuffer()
    expect((await decode(flat)).damaged).toBe(false)
    expect((await decode(Buffer.concat([jpeg, Buffer.alloc(9000)]))).damaged).toBe(false)
  })

  it('coded without loss, or of twelve bits, is no damaged file', async () => {
    await expect(decode(losslessJpeg(100, 100))).rejects.toThrow(/coded without loss.*Saved as/)
    const twelve = await rgb().jpeg().toBuffer()
    twelve[twelve.indexOf(Buffer.from([0xff, 0xc0])) + 4] = 12
    await expect(decode(twelve)).rejects.toThrow(/12 bits.*Saved as/)
  })

  it('beside which a map of gains lies says so', async () => {
    const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><a hdrgm:Version="1.0"/></x:xmpmeta>'
    expect((await decode(await rgb().withXmp(xmp).jpeg().toBuffer())).exif.picture).toEqual({ hdr: 'gain map' })
  })
})

describe('PNG and GIF', () => {
  it('of a gamma of its own', async () => {
    const linear = values().map((value) =>
      Math.round(65_535 * (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)),
    )
    const png = await sharp(Uint16Array.from(linear), { raw: { width: W, height: H, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    const chunk = Buffer.from('0000000467414d41000186a000000000', 'hex')
    chunk.writeUInt32BE(crc32(chunk.subarray(4, 12)), 12)
    await isRight((await decode(Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]))).preview.data)
  })

  it('whose first frame is smaller than the screen lies on white', async () => {
    const frame = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#f00' } })
      .gif()
      .toBuffer()
    const at = frame.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 40, 0, 40, 0]))
    expect(at).toBeGreaterThan(0)
    frame.writeUInt16LE(100, at + 1)
    frame.writeUInt16LE(60, at + 3)
    frame.writeUInt16LE(240, 6)
    frame.writeUInt16LE(160, 8)
    const { preview } = await decode(frame)
    const { data } = await sharp(preview.data).raw().toBuffer({ resolveWithObject: true })
    const pixel = (x: number, y: number) =>
      [...data.subarray((y * 240 + x) * 3, (y * 240 + x) * 3 + 3)].map((value) => Math.round(value / 255))
    expect([pixel(10, 10), pixel(120, 80)]).toEqual([
      [1, 1, 1],
      [1, 0, 0],
    ])
  })
})

describe('raw previews', () => {
  const jpeg = (width: number, height: number, orientation?: number) =>
    sharp({ create: { width, height, channels: 3, background: '#c63' } })
      .withMetadata(orientation ? { orientation } : {})
      .jpeg()
      .toBuffer()

  it.each([
    ['lies as the sensor does', [600, 400], 6, undefined, [400, 600]],
    ['is upright already', [400, 600], 8, undefined, [400, 600]],
    ['is upright already and says so', [400, 600], 6, 1, [400, 600]],
    ['says 1 and lies nevertheless', [600, 400], 6, 1, [400, 600]],
    ['of a half turn', [600, 400], 3, undefined, [600, 400]],
  ] as const)('one that %s', async (_name, [width, height], orientation, own, size) => {
    const raw = new MadeRaw()
    const sensor = raw.directory({
      254: { longs: [0] },
      256: { longs: [600] },
      257: { longs: [400] },
      262: { shorts: [32_803] },
    })
    const preview = raw.jpeg(await jpeg(width, height, own))
    const first = {
      ...preview,
      254: { longs: [1] },
      271: { text: 'SONY' },
      274: { shorts: [orientation] },
      330: { longs: [sensor] },
    }
    const photo = await decode(raw.finish(raw.directory(first)), true)
    expect([photo.width, photo.height]).toEqual(size)
  })
})
