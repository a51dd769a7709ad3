import { describe, expect, it } from 'vitest'
import { type MadeDirectory, makeTiff } from '../testing/tiff-block'
import { type MetadataBlocks, readMetadata } from './metadata'

const NOTHING: MetadataBlocks = { exif: null, xmp: null, extendedXmp: null, iptc: null, comments: [], filename: '' }

const fieldsOf = (blocks: Partial<MetadataBlocks>) => readMetadata({ ...NOTHING, ...blocks }).fields
const gps = (tags: MadeDirectory) => fieldsOf({ exif: makeTiff({}, {}, tags) }).location
const whole = (...numbers: number[]) => ({ rationals: numbers.map((one): [number, number] => [one, 1]) })

function xmp(properties: string): Buffer {
  return Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
        xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
        xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" ${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  )
}

function iptc(...sets: [number, number, Buffer | string][]): Buffer {
  return Buffer.concat(
    sets.map(([record, dataset, value]) => {
      const bytes = Buffer.from(value)
      return Buffer.concat([Buffer.from([0x1c, record, dataset, bytes.byteLength >> 8, bytes.byteLength & 255]), bytes])
    }),
  )
}

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

describe('date', () => {
  const exif = (tags: MadeDirectory, where: MadeDirectory = {}) => makeTiff({}, tags, where)
  const original = { 36867: '2021:07:04 10:00:00' }

  it.each<[string, Partial<MetadataBlocks>, string | null, number | null]>([
    [
      'capture before digitising',
      { exif: exif({ ...original, 36868: '2023:01:01 00:00:00' }) },
      '2021-07-04T10:00:00.000',
      null,
    ],
    [
      'with its offset and fraction',
      { exif: exif({ ...original, 36881: '+05:45', 37521: '5' }) },
      '2021-07-04T10:00:00.500',
      345,
    ],
    ["not with the change's offset", { exif: exif({ ...original, 36880: '+02:00' }) }, '2021-07-04T10:00:00.000', null],
    [
      'offset from the satellites',
      { exif: exif(original, { 29: '2021:07:04', 7: whole(1, 0, 3) }) },
      '2021-07-04T10:00:00.000',
      540,
    ],
    ['never the time of the last change', { exif: makeTiff({ 306: '2020:01:01 00:00:00' }) }, null, null],
    [
      'XMP where EXIF is impossible',
      { exif: exif({ 36867: '2021:02:30 10:00:00' }), xmp: xmp('xmp:CreateDate="2021-05-05T05:05:05+02:00">') },
      '2021-05-05T05:05:05.000',
      120,
    ],
    [
      'IPTC with a time before XMP without',
      { xmp: xmp('photoshop:DateCreated="2006-10-29">'), iptc: iptc([2, 55, '20061029'], [2, 60, '062751-0500']) },
      '2006-10-29T06:27:51.000',
      -300,
    ],
    ['a year alone is no date', { xmp: xmp('photoshop:DateCreated="1975">') }, null, null],
    ['PNG', { comments: [{ keyword: 'Creation Time', text: '2021:08:08 08:08:08' }] }, '2021-08-08T08:08:08.000', null],
    ['the name last', { filename: 'IMG_20190704_123456.jpg' }, '2019-07-04T12:34:56.000', null],
    ['nothing', {}, null, null],
  ])('%s', (_name, blocks, local, offset) => {
    const { takenLocal, takenOffset } = fieldsOf(blocks)
    expect([takenLocal, takenOffset]).toEqual([local, offset])
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

describe('camera', () => {
  it('shows nothing for numbers that are none', () => {
    const { camera } = fieldsOf({
      exif: makeTiff(
        { 271: 'Canon' },
        { 33434: { rationals: [[1, 0]] }, 33437: { rationals: [[0, 0]] }, 34855: { shorts: [0] }, 37386: whole(0) },
      ),
    })
    expect(camera).toEqual({
      make: 'Canon',
      model: null,
      lens: null,
      iso: null,
      aperture: null,
      exposure: null,
      focalLength: null,
    })
  })

  it('reads both byte orders alike', () => {
    const tags: [MadeDirectory, MadeDirectory] = [
      { 271: 'NIKON', 274: { shorts: [6] } },
      { 33434: { rationals: [[1, 250]] }, 34855: { shorts: [400] } },
    ]
    const big = readMetadata({ ...NOTHING, exif: makeTiff(...tags, {}, 'MM') })
    const little = readMetadata({ ...NOTHING, exif: makeTiff(...tags, {}, 'II') })
    expect(little).toEqual(big)
    expect(little).toMatchObject({ orientation: 6, fields: { camera: { make: 'NIKON', iso: 400, exposure: 0.004 } } })
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
