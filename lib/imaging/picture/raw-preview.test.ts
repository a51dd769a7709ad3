import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SNIFF_BYTES } from '../../media/media-types'
import { DecodeFailure } from '../decoded/decode-failure'
import { type DecoderPool, openDecoderPool } from '../decoder/decoder-pool'
import { sniffMediaType } from '../formats/sniff'
import { sniffFile } from '../formats/sniff-file'
import { losslessJpeg, MadeRaw } from '../testing/made-raw'
import { big, camera, KINDS, small } from '../testing/raw-kinds'
import { decodePhoto } from './decode-photo'
import { readRaw } from './raw-preview'

const CORPUS = '../shared/testdata/formats/raw'
const REQUEST = { filename: 'DSC_0001.NEF', maxPixels: 10_000_000, raw: true }

/** What a decode failed with. */
async function refusal(bytes: Buffer, raw = true): Promise<DecodeFailure> {
  const found = await decodePhoto(bytes, { ...REQUEST, raw }).catch((error: unknown) => error)
  if (found instanceof DecodeFailure) return found
  throw new Error('it was not refused', { cause: found })
}

describe.each(Object.keys(KINDS))('%s', (mediaType) => {
  const file = (orientation?: number) => (KINDS[mediaType] as (orientation?: number) => Buffer)(orientation)

  it('shows its largest preview with the metadata of the raw file', async () => {
    const photo = await decodePhoto(file(), REQUEST)
    expect(photo).toMatchObject({ mediaType, width: 600, height: 400, damaged: false })
    expect(photo.fields).toMatchObject({
      takenLocal: '2021-05-04T03:02:01.000',
      camera: { model: 'Model 1', iso: 400 },
    })
    const { channels } = await sharp(photo.thumb.data).stats()
    expect(channels.map(({ mean }) => Math.round(mean / 17).toString(16)).join('')).toBe('c63')
  })

  it('upright', async () => {
    expect(await decodePhoto(file(6), REQUEST)).toMatchObject({ width: 400, height: 600 })
  })

  it('is known by its first bytes, and no picture to anything that decodes', async () => {
    expect(sniffFile(file())).toBe(mediaType)
    expect(sniffFile(file().subarray(0, SNIFF_BYTES))).toMatch(/^image\/\w+$/)
    expect(sniffMediaType(file())).toBeNull()
    const { reason, notShown } = await refusal(file(), false)
    expect([reason, notShown]).toEqual(['This file is not a picture of a format Albumen takes.', false])
  })

  it('cut anywhere, or with any byte changed, is read without an error', () => {
    const bytes = file()
    for (let end = 0; end < bytes.length; end += 97) readRaw(bytes.subarray(0, end))
    for (let at = 0; at < bytes.length; at += at < 400 ? 1 : 61) {
      const other = Buffer.from(bytes)
      other[at] = (other[at] ?? 0) ^ 0xff
      readRaw(other)
    }
  })
})

describe('what cannot be shown', () => {
  it('without a preview is not shown, and that is no fault of the file', async () => {
    const raw = new MadeRaw()
    const bytes = raw.finish(
      raw.directory({ ...raw.strip(losslessJpeg(6000, 4000), 7), 50706: { bytes: Buffer.from([1, 4, 0, 0]) } }),
    )
    expect(await refusal(bytes)).toMatchObject({
      notShown: true,
      retry: false,
      reason: expect.stringMatching(/holds no preview/),
    })
  })

  it('a file that was cut is shown by its thumbnail, as damaged', async () => {
    const raw = new MadeRaw()
    const beyond = raw.directory({ 513: { longs: [5_000_000] }, 514: { longs: [900_000] } })
    const bytes = raw.finish(raw.directory({ ...raw.jpeg(small), ...camera('SONY') }, beyond))
    expect(await decodePhoto(bytes, REQUEST)).toMatchObject({ width: 160, height: 120, damaged: true })
  })

  it('a preview that lies about its size gives way to the next one', async () => {
    const bomb = Buffer.from(big)
    const frame = bomb.indexOf(Buffer.from([0xff, 0xc0]))
    bomb.writeUInt16BE(60_000, frame + 5)
    bomb.writeUInt16BE(60_000, frame + 7)
    const raw = new MadeRaw()
    const bytes = raw.finish(raw.directory(raw.jpeg(bomb), raw.directory(raw.jpeg(small))))
    expect(await decodePhoto(bytes, REQUEST)).toMatchObject({ width: 160, height: 120, damaged: true })
    const alone = new MadeRaw()
    expect((await refusal(alone.finish(alone.directory(alone.jpeg(bomb))))).reason).toMatch(/megapixels/)
  })

  it('directories in a circle, a thousand of them, or of 65,535 entries end', () => {
    const circle = new MadeRaw()
    const bytes = circle.finish(circle.directory({ 330: { longs: [8, 8, 8] } }, 8))
    expect(readRaw(bytes)?.previews).toEqual([])
    const chain = new MadeRaw()
    let first = 0
    for (let index = 0; index < 1000; index++) first = chain.directory({ 256: { longs: [1] } }, first)
    expect(readRaw(chain.finish(first))?.previews).toEqual([])
    expect(readRaw(Buffer.from(`49492a0008000000ffff${'00'.repeat(500)}`, 'hex'))?.previews).toEqual([])
  })
})

describe('in the decoder child', () => {
  let pool: DecoderPool
  beforeAll(() => {
    pool = openDecoderPool({ size: 1, maxPixels: 10_000_000 })
  })
  afterAll(() => pool.close())
  const decode = (bytes: Buffer, raw?: boolean) =>
    pool.decode({
      body: Readable.from([bytes]),
      bytes: bytes.length,
      ownerId: 'one',
      filename: 'x',
      ...(raw === undefined ? {} : { raw }),
    })

  it('goes the same way, and only when asked', { timeout: 60_000 }, async () => {
    const bytes = (KINDS['image/arw'] as () => Buffer)()
    expect(await decode(bytes, true)).toMatchObject({ mediaType: 'image/arw', width: 600 })
    await expect(decode(bytes)).rejects.toMatchObject({
      reason: expect.stringMatching(/is not a picture/),
      notShown: false,
    })
    const raw = new MadeRaw()
    const empty = raw.finish(raw.directory(camera('SONY')))
    await expect(decode(empty, true)).rejects.toMatchObject({
      reason: expect.stringMatching(/no preview/),
      notShown: true,
    })
  })
})

describe.skipIf(!existsSync(CORPUS))('the raw files of the corpus (cut samples)', () => {
  it('all are known by kind, none is taken for a TIFF', () => {
    const kinds = readdirSync(CORPUS).map((name) => {
      const bytes = readFileSync(`${CORPUS}/${name}`)
      return [name.split('.').at(-1), sniffMediaType(bytes), readRaw(bytes)?.mediaType]
    })
    expect(kinds.sort()).toEqual([
      ['arw', null, 'image/arw'],
      ['cr2', null, 'image/cr2'],
      ['cr3', null, 'image/cr3'],
      ['dng', null, 'image/dng'],
      ['nef', null, 'image/nef'],
      ['pef', null, 'image/pef'],
      ['raf', null, 'image/raf'],
      ['rw2', null, 'image/rw2'],
    ])
  })

  it('those whose thumbnail is whole are shown with their date and camera', async () => {
    const shown = async (name: string) => {
      const { fields, width } = await decodePhoto(readFileSync(`${CORPUS}/${name}`), REQUEST)
      return [fields.camera.model, fields.takenLocal?.slice(0, 10), width]
    }
    expect(await shown('sample.arw')).toEqual(['DSLR-A330', '2009-11-13', 160])
    expect(await shown('sample.cr2')).toEqual(['Canon PowerShot S90', '2011-08-24', 160])
    expect((await shown('jølstravatnet.pef'))[1]).toBe('2021-02-05')
  })
})
