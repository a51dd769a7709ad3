import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cleanJpegProfile, cleanProfile } from '../formats/clean-profile'
import { decodePhoto } from '../picture/decode-photo'
import { embedProfile } from '../picture/jpeg-profile'
import { madeHeic } from '../testing/made-heic'
import { madeBox } from '../testing/made-raw'
import { stripMetadata } from './strip-metadata'

const LEAK = 'LEAKMARK'
const noise = Buffer.from(Array.from({ length: 64 * 48 * 3 }, (_, index) => (index * 31) % 253))
const picture = () => sharp(noise, { raw: { width: 64, height: 48, channels: 3 } })

/** A display's profile as a calibration leaves it: sRGB's colours, a name, a date, a table and the serial number of a monitor. */
async function monitorProfile(): Promise<Buffer> {
  const plain =
    (await sharp(await picture().withIccProfile('srgb').jpeg().toBuffer()).metadata()).icc ?? Buffer.alloc(0)
  const count = plain.readUInt32BE(128)
  const more: [string, Buffer][] = [
    ['desc', named(`${LEAK} 27"`)],
    ['cprt', named(LEAK)],
    ['mmod', Buffer.from(`mmod\0\0\0\0${'\0'.repeat(24)}${LEAK}`, 'latin1')],
    ['dmdd', named(LEAK)],
    ['vcgt', Buffer.from(`vcgt\0\0\0\0${LEAK}`, 'latin1')],
  ]
  const kept = Array.from({ length: count }, (_, index) => plain.subarray(132 + index * 12, 144 + index * 12)).filter(
    (entry) => !['desc', 'cprt'].includes(entry.toString('latin1', 0, 4)),
  )
  const shift = (kept.length + more.length - count) * 12
  let end = plain.length + shift
  const entries = kept.map((entry) => {
    const moved = Buffer.from(entry)
    moved.writeUInt32BE(entry.readUInt32BE(4) + shift, 4)
    return moved
  })
  for (const [tag, value] of more) {
    const entry = Buffer.alloc(12)
    entry.write(tag, 'latin1')
    entry.writeUInt32BE(end, 4)
    entry.writeUInt32BE(value.length, 8)
    entries.push(entry)
    end += value.length
  }
  const head = Buffer.from(plain.subarray(0, 132))
  head.write(LEAK, 48, 'latin1')
  head.writeUInt32BE(entries.length, 128)
  const profile = Buffer.concat([head, ...entries, plain.subarray(132 + count * 12), ...more.map(([, value]) => value)])
  profile.writeUInt32BE(profile.length)
  return profile
}

function named(text: string): Buffer {
  const head = Buffer.alloc(28)
  head.write('mluc', 'latin1')
  head.writeUInt32BE(1, 8)
  head.writeUInt32BE(12, 12)
  head.write('enUS', 16, 'latin1')
  head.writeUInt32BE(text.length * 2, 20)
  head.writeUInt32BE(28, 24)
  return Buffer.concat([head, Buffer.from(text, 'utf16le').swap16()])
}

/** Whether the mark stands in bytes, as it is or in two bytes a letter. */
function tells(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes)
  return buffer.includes(LEAK) || buffer.includes(Buffer.from(LEAK, 'utf16le').swap16())
}

describe('colour profiles', () => {
  it('lose the device and keep the colours, at the same length', async () => {
    const profile = await monitorProfile()
    const clean = cleanProfile(profile)
    expect([tells(profile), tells(clean), clean.length]).toEqual([true, false, profile.length])
    const jpeg = await picture().jpeg().toBuffer()
    const shown = (icc: Buffer) => sharp(embedProfile(jpeg, icc)).toColourspace('srgb').raw().toBuffer()
    expect((await shown(clean)).equals(await shown(profile))).toBe(true)
    expect(cleanProfile(clean).equals(clean)).toBe(true)
  })

  it('of the standard keep their name; what is none becomes zeros', async () => {
    const p3 = (await sharp(await picture().withIccProfile('p3').jpeg().toBuffer()).metadata()).icc ?? Buffer.alloc(0)
    expect(cleanProfile(p3).includes(Buffer.from('P3', 'utf16le').swap16())).toBe(true)
    for (const broken of [Buffer.from(LEAK), Buffer.concat([p3.subarray(0, 128), Buffer.from('ffffffff', 'hex')])])
      expect(cleanProfile(broken).every((byte) => byte === 0)).toBe(true)
    for (let at = 0; at < p3.length; at += 7) {
      const other = Buffer.from(p3)
      other[at] = (other[at] ?? 0) ^ 0xff
      expect(cleanProfile(other)).toHaveLength(p3.length)
    }
  })

  it('tell nothing in what others get: previews and originals of every kind', async () => {
    const profile = await monitorProfile()
    const jpeg = embedProfile(await picture().jpeg().toBuffer(), profile)
    const { preview, thumb } = await decodePhoto(jpeg, { filename: 'x', maxPixels: 1e6, raw: false })
    expect([tells(preview.data), tells(thumb.data)]).toEqual([false, false])
    expect((await sharp(preview.data).metadata()).icc).toHaveLength(profile.length)
    expect(tells((await stripMetadata(jpeg)).data)).toBe(false)
    for (const format of ['png', 'webp', 'tiff', 'avif'] as const) {
      const file = await sharp(jpeg).keepIccProfile().toFormat(format).toBuffer()
      expect((await sharp(file).metadata()).icc?.equals(profile)).toBe(true)
      const { icc } = await sharp((await stripMetadata(file)).data).metadata()
      expect([format, icc === undefined, tells(icc ?? Buffer.alloc(0))]).toEqual([format, false, false])
    }
    expect(cleanJpegProfile(await picture().jpeg().toBuffer())).toEqual(await picture().jpeg().toBuffer())
  })
})

/** A HEIC with one more property that its picture has, and names for its items and its handler. */
function withProperty(heic: Buffer, property: Buffer): Buffer {
  const at = (type: string) => heic.indexOf(type) - 4
  const [meta, iprp, ipco, ipma] = ['meta', 'iprp', 'ipco', 'ipma'].map(at) as [number, number, number, number]
  const end = ipco + heic.readUInt32BE(ipco)
  const index = [...listed(heic, ipco + 8, end)].length + 1
  const map = Buffer.from(heic.subarray(ipma, ipma + heic.readUInt32BE(ipma)))
  map.writeUInt32BE(map.length + 1)
  map[18] = (map[18] ?? 0) + 1
  const associations = Buffer.concat([map, Buffer.from([index])])
  const grown = property.length + 1
  const result = Buffer.concat([heic.subarray(0, end), property, associations, heic.subarray(ipma + map.length)])
  for (const [box, more] of [
    [meta, grown],
    [iprp, grown],
    [ipco, property.length],
  ] as const)
    result.writeUInt32BE(heic.readUInt32BE(box) + more, box)
  // Two items, each with a base of 32 bits.
  const iloc = at('iloc')
  for (const place of [iloc + 20, iloc + 38]) result.writeUInt32BE(heic.readUInt32BE(place) + grown, place)
  return result
}

function* listed(bytes: Buffer, from: number, end: number): Generator<string> {
  for (let at = from; at < end; at += bytes.readUInt32BE(at)) yield bytes.toString('latin1', at + 4, at + 8)
}

describe('HEIF', () => {
  it.each([
    ['udes', Buffer.from(`\0\0\0\0en\0${LEAK}\0${LEAK}\0${LEAK}\0`)],
    ['altt', Buffer.from(`\0\0\0\0${LEAK}\0en\0`)],
    ['crtt', Buffer.from(`\0\0\0\0${LEAK}`)],
    ['uuid', Buffer.from(`0123456789abcdef${LEAK}`)],
    ['zzzz', Buffer.from(LEAK)],
  ])('loses a property %s, and shows the same', async (type, body) => {
    const file = withProperty(madeHeic(), madeBox(type, body))
    const shown = async (bytes: Buffer) =>
      (await decodePhoto(bytes, { filename: '', maxPixels: 1_000_000, raw: false })).preview.data
    const before = await shown(file)
    const { data } = await stripMetadata(file)
    expect([tells(file), tells(data), data.length]).toEqual([true, false, file.length])
    expect((await shown(data)).equals(before)).toBe(true)
    const boxes = [...listed(data, data.indexOf('ipco') + 4, data.indexOf('ipma') - 4)]
    expect(boxes).toEqual(['hvcC', 'ispe', 'pixi', 'free'])
  })

  it('has no item of metadata any more', async () => {
    const { data } = await stripMetadata(madeHeic())
    expect([data.includes('Exif'), data.includes('Phone')]).toEqual([false, false])
  })
})
