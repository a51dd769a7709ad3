import { Readable } from 'node:stream'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { openDecoderPool } from '../decoder/decoder-pool'
import { sniffMediaType } from '../formats/sniff'
import { brotliBox, exifBox, inContainer, JXL } from '../testing/made-jxl'
import { madeBox } from '../testing/made-raw'
import { makeTiff } from '../testing/tiff-block'
import { decodePhoto } from './decode-photo'

const REQUEST = { filename: 'IMG_0001.jxl', maxPixels: 1_000_000, raw: true }
const EXIF = makeTiff({ 271: 'Maker', 272: 'Model One', 274: { shorts: [8] } }, { 36867: '2021:05:04 03:02:01' })
const XMP = Buffer.from(
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="3"/></rdf:RDF></x:xmpmeta>',
)

/** The colours in the middles of the quarters. */
async function quartersOf(picture: Buffer): Promise<string[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3
    return [...data.subarray(start, start + 3)].map((value) => Math.round(value / 50)).join()
  }
  return [at(0.2, 0.2), at(0.8, 0.2), at(0.2, 0.8), at(0.8, 0.8)]
}

const QUARTERS = ['4,1,1', '1,4,1', '1,1,4', '3,3,3']
const [RED, GREEN, BLUE, GREY] = QUARTERS
const TURNED = [BLUE, RED, GREY, GREEN]

describe('JPEG XL', () => {
  it.each([
    ['a codestream alone', JXL.quarters, [60, 40], QUARTERS],
    ['in a container', inContainer(JXL.quarters), [60, 40], QUARTERS],
    ['turned by its header', JXL.turned, [40, 60], TURNED],
    ['with something behind it', Buffer.concat([JXL.quarters, Buffer.alloc(500, 7)]), [60, 40], QUARTERS],
  ])('%s is shown upright in its colours', async (_name, bytes, size, quarters) => {
    expect(sniffMediaType(bytes)).toBe('image/jxl')
    const { width, height, preview, mediaType } = await decodePhoto(bytes, REQUEST)
    expect([mediaType, width, height]).toEqual(['image/jxl', ...size])
    expect(await quartersOf(preview.data)).toEqual(quarters)
  })

  it('shows the first frame of what moves, and transparency over white', async () => {
    const moving = await decodePhoto(JXL.moving, REQUEST)
    expect(moving).toMatchObject({ width: 40, height: 30, damaged: false })
    expect((await quartersOf(moving.preview.data))[0]).toBe('4,1,1')
    expect((await quartersOf((await decodePhoto(JXL.transparent, REQUEST)).preview.data))[3]).toBe('4,4,4')
  })

  it.each([
    ['plain', inContainer(JXL.quarters, exifBox(EXIF), madeBox('xml ', XMP))],
    ['compressed', inContainer(JXL.quarters, brotliBox(exifBox(EXIF)), brotliBox(madeBox('xml ', XMP)))],
  ])('reads EXIF and XMP, %s, and turns nothing by EXIF', async (_name, bytes) => {
    const { fields, width } = await decodePhoto(bytes, REQUEST)
    expect(fields).toMatchObject({ rating: 3, takenLocal: '2021-05-04T03:02:01.000', camera: { model: 'Model One' } })
    expect(width).toBe(60)
  })

  it('passes over metadata that is broken', async () => {
    const bomb = madeBox('brob', Buffer.from('Exif'), Buffer.alloc(50, 0xff))
    const bytes = inContainer(JXL.quarters, bomb, madeBox('Exif', Buffer.alloc(2)))
    expect(await decodePhoto(bytes, REQUEST)).toMatchObject({ width: 60, damaged: false })
  })

  it('shows what came of a file that was cut, and says so; the next one is whole', async () => {
    const cut = await decodePhoto(JXL.detailed.subarray(0, 1200), REQUEST)
    expect(cut).toMatchObject({ width: 320, height: 240, damaged: true })
    expect(await decodePhoto(JXL.detailed, REQUEST)).toMatchObject({ width: 320, height: 240, damaged: false })
  })

  it('refuses too many pixels by the header, and what is none', async () => {
    await expect(decodePhoto(JXL.detailed, { ...REQUEST, maxPixels: 50_000 })).rejects.toThrow(/megapixels/)
    await expect(decodePhoto(Buffer.from('ff0a'.padEnd(80, 'f'), 'hex'), REQUEST)).rejects.toThrow(/broken|damaged/)
  })

  it('never brings the decoder down, whatever byte is wrong', async () => {
    for (let at = 2; at < JXL.detailed.length; at += 131) {
      const other = Buffer.from(JXL.detailed)
      other[at] = (other[at] ?? 0) ^ 0xff
      const failed = await decodePhoto(other, REQUEST).catch((error: Error) => error)
      if (failed instanceof Error) expect(failed.name).toBe('DecodeFailure')
    }
    expect(await decodePhoto(JXL.quarters, REQUEST)).toMatchObject({ width: 60, damaged: false })
  }, 60_000)

  it('goes the same way in the decoder child; others get a JPEG of the same pixels, with nothing else', async () => {
    const marked = makeTiff({ 271: 'LEAKMARK' })
    const bytes = inContainer(
      JXL.turned,
      exifBox(marked),
      madeBox('xml ', XMP),
      madeBox('jbrd', Buffer.from('LEAKMARK')),
    )
    const pool = openDecoderPool({ size: 1, maxPixels: 1_000_000 })
    try {
      const input = (file: Buffer) => ({
        body: Readable.from([file]),
        bytes: file.length,
        ownerId: 'one',
        filename: 'x',
      })
      expect(await pool.decode(input(bytes))).toMatchObject({ mediaType: 'image/jxl', width: 40 })
      const { mediaType, data } = await pool.strip(input(bytes))
      expect([mediaType, sniffMediaType(data)]).toEqual(['image/jpeg', 'image/jpeg'])
      expect(data.includes('LEAKMARK')).toBe(false)
      const { exif, icc, xmp, width } = await sharp(data).metadata()
      expect([exif, icc, xmp, width]).toEqual([undefined, undefined, undefined, 40])
      expect(await quartersOf(data)).toEqual(TURNED)
      expect((await pool.strip(input(JXL.transparent))).mediaType).toBe('image/png')
    } finally {
      await pool.close()
    }
  }, 60_000)
})
