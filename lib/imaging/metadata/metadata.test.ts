import { describe, expect, it } from 'vitest'
import { fieldsOf, iptc, NOTHING, whole, xmp } from '../testing/made-blocks'
import { type MadeDirectory, makeTiff } from '../testing/tiff-block'
import { readMetadata } from './metadata'

const gps = (tags: MadeDirectory) => fieldsOf({ exif: makeTiff({}, {}, tags) }).location

it('of several EXIF blocks the first counts, and the others say what it leaves out', () => {
  const place = (degrees: number) => ({ 1: 'N', 2: whole(degrees), 3: 'E', 4: whole(2) })
  const first = makeTiff({ 271: 'First' }, {}, {})
  const second = makeTiff({ 271: 'Second', 272: 'Model' }, { 36867: '2019:07:04 12:34:56' }, place(48))
  const third = makeTiff({}, { 36867: '2001:01:01 00:00:00' }, place(10))
  expect(fieldsOf({ exif: first, otherExif: [second, Buffer.from('no block'), third] })).toMatchObject({
    camera: { make: 'First', model: 'Model' },
    takenLocal: '2019-07-04T12:34:56.000',
    location: { latitude: 48, longitude: 2 },
  })
})

describe('location', () => {
  it.each<[string, MadeDirectory, [number, number, number | null] | null]>([
    ['south and west', { 1: 'S', 2: whole(33, 30, 0), 3: 'W', 4: whole(70, 15, 0) }, [-33.5, -70.25, null]],
    ['lower case', { 1: 's', 2: whole(33, 30, 0), 3: 'w', 4: whole(70, 15, 0) }, [-33.5, -70.25, null]],
    [
      'below the sea',
      { 1: 'N', 2: whole(31, 30, 0), 3: 'E', 4: whole(35, 0, 0), 5: { bytes: [1] }, 6: whole(430) },
      [31.5, 35, -430],
    ],
    [
      'decimal minutes',
      {
        1: 'N',
        2: {
          rationals: [
            [48, 1],
            [5150, 100],
            [0, 0],
          ],
        },
        3: 'E',
        4: whole(2),
      },
      [48.858333, 2, null],
    ],
    ['degrees as text', { 1: 'N', 2: '52 30 0', 3: 'E', 4: '11 0 36' }, [52.5, 11.01, null]],
    [
      'text with comma decimals',
      { 1: 'N', 2: '52,00000,30,00000,00,0000', 3: 'E', 4: '11,0,00,0,36,0' },
      [52.5, 11.01, null],
    ],
    ['words', { 1: 'South', 2: whole(33, 30, 0), 3: 'west', 4: whole(70, 15, 0) }, [-33.5, -70.25, null]],
    ['letters in the text', { 2: '33 30 0 S', 4: '70.25W' }, [-33.5, -70.25, null]],
    ['no reference', { 2: whole(48), 4: whole(2) }, null],
    ['only a latitude', { 1: 'N', 2: whole(48) }, null],
    [
      '0/0 degrees',
      {
        1: 'N',
        2: {
          rationals: [
            [0, 0],
            [0, 0],
            [0, 0],
          ],
        },
        3: 'E',
        4: whole(2),
      },
      null,
    ],
    ['null island', { 1: 'N', 2: whole(0, 0, 0), 3: 'E', 4: whole(0, 0, 0) }, null],
    ['on the equator', { 1: 'N', 2: whole(0, 0, 0), 3: 'E', 4: whole(10, 0, 0) }, [0, 10, null]],
    ['91 degrees north', { 1: 'N', 2: whole(91), 3: 'E', 4: whole(10) }, null],
    ['200 degrees east', { 1: 'N', 2: whole(10), 3: 'E', 4: whole(200) }, null],
    ['the pole', { 1: 'N', 2: whole(90), 3: 'E', 4: whole(0) }, [90, 0, null]],
    ['empty', {}, null],
  ])('%s', (_name, tags, expected) => {
    const found = gps(tags)
    if (expected === null || found === null) expect(found).toBe(expected)
    else {
      expect(found.latitude).toBeCloseTo(expected[0], 5)
      expect(found.longitude).toBeCloseTo(expected[1], 5)
      expect(found.altitude).toBe(expected[2])
    }
  })

  it('is read from XMP where EXIF has none', () => {
    const found = fieldsOf({ xmp: xmp('exif:GPSLatitude="48,51.5022N" exif:GPSLongitude="2,17.66886W">') }).location
    expect(found?.latitude).toBeCloseTo(48.85837, 5)
    expect(found?.longitude).toBeCloseTo(-2.294481, 5)
  })
})

describe('text', () => {
  it('reads names of any namespace prefix, alternatives, bags, entities and CDATA', () => {
    const fields = fieldsOf({
      xmp: xmp(`xmp:Rating="4"><d:title><rdf:Alt><rdf:li xml:lang="de">Sommer</rdf:li><rdf:li xml:lang="x-default">Summer &amp; &#x590F;</rdf:li></rdf:Alt></d:title>
        <d:subject><rdf:Bag><rdf:li>東京</rdf:li><rdf:li><![CDATA[<b>]]></rdf:li><rdf:li>東京</rdf:li></rdf:Bag></d:subject>`),
    })
    expect(fields).toMatchObject({ title: 'Summer & 夏', tags: ['東京', '<b>'], rating: 4 })
  })

  it('does not expand entities of the packet', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${xmp('><d:title>&b;</d:title>')}`
    expect(fieldsOf({ xmp: Buffer.from(bomb) }).title).toBe('&b;')
  })

  it('reads IPTC in UTF-8 and in Latin-1', () => {
    expect(fieldsOf({ iptc: iptc([2, 120, 'Café'], [2, 25, 'Zürich']) })).toMatchObject({
      description: 'Café',
      tags: ['Zürich'],
    })
    expect(fieldsOf({ iptc: iptc([2, 120, Buffer.from('Café', 'latin1')]) }).description).toBe('Café')
  })

  it('reads UTF-16 of Windows, up to its NUL', () => {
    const utf16 = (value: string) => ({ bytes: [...Buffer.from(`${value}\0`, 'utf16le')] })
    const fields = fieldsOf({ exif: makeTiff({ 40091: utf16('Übung 日本'), 40094: utf16('a;b;ключ') }) })
    expect(fields).toMatchObject({ title: 'Übung 日本', tags: ['a', 'b', 'ключ'] })
  })

  it('removes control characters, reordering marks and lone surrogates', () => {
    const fields = fieldsOf({ exif: makeTiff({ 270: '\u001b[31mred\u0007\r\nline', 272: 'a\u202egpj.exe' }) })
    expect(fields.description).toBe('[31mred\nline')
    expect(fields.camera.model).toBe('agpj.exe')
    expect(fieldsOf({ xmp: xmp('><d:title>x&#xD800;y</d:title>') }).title).toBe('xy')
  })

  it('cuts what is too long', () => {
    const fields = fieldsOf({
      xmp: xmp(`><d:title>${'x'.repeat(9000)}</d:title><d:description>${'y'.repeat(90_000)}</d:description>`),
    })
    expect([fields.title.length, fields.description.length]).toEqual([500, 10_000])
  })
})

describe('hostile blocks', () => {
  const sound = makeTiff({ 271: 'Canon', 270: 'a description that lies outside the entry' })

  it('survives every truncation and every single changed byte', () => {
    for (let length = 0; length < sound.byteLength; length++)
      readMetadata({ ...NOTHING, exif: sound.subarray(0, length) })
    for (let at = 0; at < sound.byteLength; at++) {
      const broken = Buffer.from(sound)
      broken[at] = 0xff
      readMetadata({ ...NOTHING, exif: broken })
    }
  })

  it('is not led in circles or out of the block', () => {
    const circle = makeTiff({ 34665: { longs: [8] }, 271: 'Canon' })
    circle.writeUInt32BE(circle.readUInt32BE(4), circle.indexOf(Buffer.from([0x87, 0x69])) + 8)
    expect(readMetadata({ ...NOTHING, exif: circle }).fields.camera.make).toBe('Canon')
  })

  it('keeps the raw tags safe for jsonb and under 64 KB', () => {
    const many: MadeDirectory = { 37500: { bytes: Array.from({ length: 5000 }, () => 0) } }
    for (let tag = 0xf000; tag < 0xf100; tag++) many[tag] = `nul \u0001 ${'é'.repeat(900)}`
    const { exif } = readMetadata({ ...NOTHING, exif: makeTiff({}, many), xmp: xmp('><d:__proto__>x</d:__proto__>') })
    const json = JSON.stringify(exif)
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(64 * 1024)
    expect(json).not.toMatch(/\\u0000|\\u0001|\\ud[89a-f]/i)
    expect(exif.truncated).toBe(true)
  })
})
