import sharp from 'sharp'
import { losslessJpeg, MadeRaw, madeBox, type RawFields } from './made-raw'
import { makeTiff } from './tiff-block'

const made = (width: number, height: number, background = '#c63') =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** The preview every kind holds: 600 × 400 in #c63; and the thumbnail besides. */
export const big = await made(600, 400)
export const small = await made(160, 120, '#36c')

export const camera = (make: string, orientation = 1): RawFields => ({
  271: { text: make },
  272: { text: 'Model 1' },
  274: { shorts: [orientation] },
})
const exif = (raw: MadeRaw): RawFields => ({
  34665: { longs: [raw.directory({ 36867: { text: '2021:05:04 03:02:01' }, 34855: { shorts: [400] } })] },
})
const sensor = (raw: MadeRaw, compression: number): RawFields => raw.strip(Buffer.alloc(3000, 0xa5), compression)
const withNumbers = (fields: RawFields, ...directories: number[]) => ({ ...fields, 330: { longs: directories } })

/** One file of each kind, as its maker lays it out, holding the big and the small JPEG. */
export const KINDS: Record<string, (orientation?: number) => Buffer> = {
  'image/nef': (orientation) => {
    const raw = new MadeRaw('MM')
    const subs = [raw.directory(raw.jpeg(big)), raw.directory({ ...sensor(raw, 34713), 254: { longs: [0] } })]
    const thumb = { ...raw.strip(Buffer.alloc(160 * 120 * 3, 60), 1), 254: { longs: [1] } }
    return raw.finish(
      raw.directory(withNumbers({ ...thumb, ...camera('NIKON CORPORATION', orientation), ...exif(raw) }, ...subs)),
    )
  },
  'image/dng': (orientation) => {
    const raw = new MadeRaw()
    const subs = [raw.directory(raw.strip(losslessJpeg(6000, 4000), 7)), raw.directory(raw.strip(big, 7))]
    const version = { 50706: { bytes: Buffer.from([1, 4, 0, 0]) } }
    const first = { ...raw.strip(small, 7), ...camera('Pixel Maker', orientation), ...version, ...exif(raw) }
    return raw.finish(raw.directory(withNumbers(first, ...subs)))
  },
  'image/cr2': (orientation) => {
    const raw = new MadeRaw('II', 42, Buffer.from('CR\x02\0\0\0\0\0', 'latin1'))
    const last = raw.directory(raw.strip(losslessJpeg(5000, 3000), 6))
    const thumb = raw.directory(raw.jpeg(small), last)
    return raw.finish(raw.directory({ ...raw.strip(big, 6), ...camera('Canon', orientation), ...exif(raw) }, thumb))
  },
  'image/arw': (orientation) => {
    const raw = new MadeRaw()
    const sub = raw.directory({ ...sensor(raw, 32767), 254: { longs: [0] } })
    const thumb = raw.directory(raw.jpeg(small))
    const first = { ...raw.jpeg(big), ...camera('SONY', orientation), ...exif(raw), 254: { longs: [1] } }
    return raw.finish(raw.directory(withNumbers(first, sub), thumb))
  },
  'image/srw': (orientation) => {
    const raw = new MadeRaw()
    const subs = [raw.directory(raw.jpeg(big)), raw.directory({ ...sensor(raw, 32770), 254: { longs: [0] } })]
    const first = { ...raw.jpeg(small), ...camera('SAMSUNG', orientation), ...exif(raw), 254: { longs: [1] } }
    return raw.finish(raw.directory(withNumbers(first, ...subs)))
  },
  'image/3fr': (orientation) => {
    const raw = new MadeRaw()
    const subs = [raw.directory({ ...sensor(raw, 1), 33422: { bytes: Buffer.from([0, 1, 1, 2]) } })]
    subs.push(raw.directory(raw.strip(big, 7)))
    const thumb = { ...raw.strip(Buffer.alloc(160 * 120 * 3, 60), 1), 254: { longs: [1] } }
    return raw.finish(
      raw.directory(withNumbers({ ...thumb, ...camera('Hasselblad', orientation), ...exif(raw) }, ...subs)),
    )
  },
  'image/iiq': (orientation) => {
    const raw = new MadeRaw('II', 42, Buffer.from('IIIITwaR\0\0\0\0', 'latin1'))
    const thumb = raw.directory(raw.jpeg(big))
    return raw.finish(raw.directory({ ...camera('Phase One A/S', orientation), ...exif(raw) }, thumb))
  },
  'image/x3f': (orientation) => {
    const section = (format: number, data: Buffer) => {
      const head = Buffer.alloc(28)
      head.write('SECi', 'latin1')
      head.writeUInt32LE(2, 8)
      head.writeUInt32LE(format, 12)
      return Buffer.concat([head, data])
    }
    const sections = [section(18, small), section(18, withExif(orientation)), section(30, Buffer.alloc(3000, 0xa5))]
    const head = Buffer.alloc(40)
    head.write('FOVb', 'latin1')
    let at = head.length
    const entries = sections.map(({ length }) => {
      const entry = Buffer.alloc(12)
      entry.writeUInt32LE(at)
      entry.writeUInt32LE(length, 4)
      entry.write('IMA2', 8, 'latin1')
      at += length
      return entry
    })
    const directory = Buffer.from('SECd\0\0\0\0\0\0\0\0', 'latin1')
    directory.writeUInt32LE(sections.length, 8)
    const pointer = Buffer.alloc(4)
    pointer.writeUInt32LE(at)
    return Buffer.concat([head, ...sections, directory, ...entries, pointer])
  },
  'image/pef': (orientation) => {
    const raw = new MadeRaw('MM')
    const second = raw.directory(raw.jpeg(big))
    const thumb = raw.directory(raw.jpeg(small), second)
    return raw.finish(raw.directory({ ...sensor(raw, 65535), ...camera('PENTAX', orientation), ...exif(raw) }, thumb))
  },
  'image/orf': (orientation) => {
    const raw = new MadeRaw('II', 0x4f52)
    const thumb = raw.directory(raw.jpeg(big))
    return raw.finish(raw.directory({ ...sensor(raw, 1), ...camera('OLYMPUS', orientation), ...exif(raw) }, thumb))
  },
  'image/rw2': (orientation) => {
    const raw = new MadeRaw('II', 0x55)
    return raw.finish(raw.directory({ 46: { bytes: withExif(orientation) } }))
  },
  'image/raf': (orientation) => {
    const jpeg = withExif(orientation)
    const head = Buffer.alloc(160)
    head.write('FUJIFILMCCD-RAW 0201FF129502FinePix', 'latin1')
    head.writeUInt32BE(160, 84)
    head.writeUInt32BE(jpeg.length, 88)
    return Buffer.concat([head, jpeg, Buffer.alloc(5000, 9)])
  },
  'image/cr3': (orientation = 1) => {
    const tags = makeTiff({ 271: 'Canon', 272: 'Model 1', 274: { shorts: [orientation] } }, {}, {}, 'II')
    const times = makeTiff({ 36867: '2021:05:04 03:02:01', 34855: { shorts: [400] } }, {}, {}, 'II')
    const uuid = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex')
    const canon = madeBox('uuid', uuid, madeBox('CMT1', tags), madeBox('CMT2', times))
    const ftyp = madeBox('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1'))
    const moov = (start: number) => {
      const sizes = Buffer.alloc(16)
      sizes.writeUInt32BE(1, 8)
      sizes.writeUInt32BE(big.length, 12)
      const places = Buffer.alloc(16)
      places.writeUInt32BE(1, 4)
      places.writeBigUInt64BE(BigInt(start), 8)
      const stbl = madeBox('stbl', madeBox('stsz', sizes), madeBox('co64', places))
      return madeBox('moov', canon, madeBox('trak', madeBox('mdia', madeBox('minf', stbl))))
    }
    const start = ftyp.length + moov(0).length + 8
    return Buffer.concat([ftyp, moov(start), madeBox('mdat', big, Buffer.alloc(3000, 7))])
  },
}

/** The big JPEG with an EXIF segment of its own. */
function withExif(orientation = 1): Buffer {
  const block = makeTiff(
    { 271: 'Maker', 272: 'Model 1', 274: { shorts: [orientation] } },
    { 36867: '2021:05:04 03:02:01', 34855: { shorts: [400] } },
  )
  const payload = Buffer.concat([Buffer.from('Exif\0\0'), block])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(payload.length + 2)
  return Buffer.concat([big.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, payload, big.subarray(2)])
}
