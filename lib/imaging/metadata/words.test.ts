import { describe, expect, it } from 'vitest'
import { readJpegBlocks } from '../formats/jpeg-segments'
import { makeTiff } from '../testing/tiff-block'
import { type MetadataBlocks, readMetadata } from './metadata'

const NOTHING: MetadataBlocks = { exif: null, xmp: null, extendedXmp: null, iptc: null, comments: [], filename: '' }
const fieldsOf = (blocks: Partial<MetadataBlocks>) => readMetadata({ ...NOTHING, ...blocks }).fields
const packet = (attributes: string, inside = '') =>
  Buffer.from(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/" xmlns:GDepth="http://ns.google.com/photos/1.0/depthmap/" ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`)
const title = (text: string) => `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:title>`

describe('rating', () => {
  it.each<[string, Partial<MetadataBlocks>, number | null]>([
    ['stars', { xmp: packet('xmp:Rating="3"') }, 3],
    ['rejected', { xmp: packet('xmp:Rating="-1"') }, -1],
    ['rejected, over older stars', { xmp: packet('xmp:Rating="-1"'), exif: makeTiff({ 18246: { shorts: [4] } }) }, -1],
    ['rejected by Lightroom’s flag, over stars', { xmp: packet('xmpDM:pick="-1" xmp:Rating="3"') }, -1],
    ['picked by Lightroom', { xmp: packet('xmpDM:pick="1" xmp:Rating="3"') }, 3],
    ['rejected by digiKam’s label', { xmp: packet('digiKam:PickLabel="1" xmp:Rating="0"') }, -1],
    ['accepted by digiKam', { xmp: packet('digiKam:PickLabel="3"') }, null],
    ['what is neither', { xmp: packet('xmp:Rating="-2"') }, null],
    ['fifty', { xmp: packet('xmp:Rating="50"') }, null],
    ...[
      [1, 1],
      [25, 2],
      [50, 3],
      [75, 4],
      [99, 5],
      [100, 5],
      [0, 0],
    ].flatMap(([percent = 0, stars = 0]): [string, Partial<MetadataBlocks>, number][] => [
      [`Windows in XMP, ${percent} %`, { xmp: packet(`MicrosoftPhoto:Rating="${percent}"`) }, stars],
      [`Windows in EXIF, ${percent} %`, { exif: makeTiff({ 18249: { shorts: [percent] } }) }, stars],
    ]),
    ['stars as text', { exif: makeTiff({ 18246: '4' }) }, 4],
    ['stars before percents', { exif: makeTiff({ 18246: { shorts: [2] }, 18249: { shorts: [99] } }) }, 2],
  ])('%s', (_name, blocks, stars) => expect(fieldsOf(blocks).rating).toBe(stars))
})

describe('XMP', () => {
  it('holds signs of XML in its values', () => {
    expect(
      fieldsOf({ xmp: packet(`photoshop:Instructions="a > b" photoshop:Source='c > "d"' xmp:Rating="3"`, title('T')) }),
    ).toMatchObject({ rating: 3, title: 'T' })
    expect(fieldsOf({ xmp: packet('', `<photoshop:Credit>it's = "x</photoshop:Credit>${title('T')}`) }).title).toBe('T')
  })

  it('has words behind what a program said of their encoding', () => {
    const comment = (text: string) => makeTiff({}, { 37510: { bytes: [...Buffer.from(`ASCII\0\0\0${text}`)] } })
    expect(fieldsOf({ exif: comment('charset="Ascii" A quiet harbour') }).description).toBe('A quiet harbour')
    expect(fieldsOf({ exif: comment('charset=InvalidCharsetId') }).description).toBe('')
  })

  it('is read of keywords and titles that were encoded twice', () => {
    const bag = '<dc:subject><rdf:Bag><rdf:li>KoÅ¡ice</rdf:li></rdf:Bag></dc:subject>'
    expect(fieldsOf({ xmp: packet('', bag + title('CafÃ©')) })).toMatchObject({ title: 'Café', tags: ['Košice'] })
  })

  it('has descriptions in other places', () => {
    const inside = (name: string) => `<${name}><rdf:Alt><rdf:li xml:lang="x-default">words</rdf:li></rdf:Alt></${name}>`
    expect(fieldsOf({ xmp: packet('', inside('exif:UserComment')) }).description).toBe('words')
    expect(fieldsOf({ xmp: packet('', inside('tiff:ImageDescription')) }).description).toBe('words')
  })

  it('keeps a title behind a long history and behind megabytes of depth', () => {
    const history = `<photoshop:History><rdf:Seq>${'<rdf:li photoshop:a="1" photoshop:b="2"/>'.repeat(20_000)}</rdf:Seq></photoshop:History>`
    expect(fieldsOf({ xmp: packet('', history + title('T')) }).title).toBe('T')
    expect(
      fieldsOf({ xmp: packet(''), extendedXmp: packet(`GDepth:Data="${'A'.repeat(3_000_000)}"`, title('T')) }).title,
    ).toBe('T')
  })
})

describe('several packets', () => {
  const app1 = (head: string, body: Buffer) => {
    const payload = Buffer.concat([Buffer.from(head, 'latin1'), body])
    const size = Buffer.alloc(4)
    size.writeUInt16BE(0xffe1)
    size.writeUInt16BE(payload.byteLength + 2, 2)
    return Buffer.concat([size, payload])
  }
  const XMP = 'http://ns.adobe.com/xap/1.0/\0'
  const jpeg = (...segments: Buffer[]) =>
    Buffer.concat([Buffer.from('ffd8', 'hex'), ...segments, Buffer.from('ffda', 'hex')])
  const extension = (guid: string, body: Buffer) => {
    const numbers = Buffer.alloc(8)
    numbers.writeUInt32BE(body.byteLength)
    return app1(`http://ns.adobe.com/xmp/extension/\0${guid}`, Buffer.concat([numbers, body]))
  }

  it('say together what each says first', () => {
    const blocks = readJpegBlocks(
      jpeg(
        app1(XMP, packet('', '<dc:title/>')),
        app1(XMP, packet('xmp:Rating="2"', title('second'))),
        app1(XMP, packet('xmp:Rating="5"', title('third'))),
      ),
    )
    expect(fieldsOf(blocks)).toMatchObject({ title: 'second', rating: 2 })
  })

  it('the extension that the packet names is read, not one that was left behind', () => {
    const [old, now] = ['A'.repeat(32), 'B'.repeat(32)]
    const main = packet(`xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${now}"`)
    const blocks = readJpegBlocks(
      jpeg(app1(XMP, main), extension(old, packet('', title('old'))), extension(now, packet('', title('now')))),
    )
    expect(fieldsOf(blocks).title).toBe('now')
  })
})

describe('IPTC', () => {
  const set = (record: number, dataset: number, value: Buffer | string) => {
    const bytes = Buffer.from(value)
    return Buffer.concat([Buffer.from([0x1c, record, dataset, bytes.byteLength >> 8, bytes.byteLength & 255]), bytes])
  }
  const iptc = (...parts: Buffer[]) => fieldsOf({ iptc: Buffer.concat(parts) })
  const PAD = Buffer.alloc(3)

  it('goes on behind bytes that pad it', () => {
    expect(iptc(set(2, 5, 'T'), PAD, set(2, 25, 'after'), Buffer.from([0x1c, 0, 7]), set(2, 25, 'more'))).toMatchObject(
      { title: 'T', tags: ['after', 'more'] },
    )
  })

  it('has values in the extended form', () => {
    const long = 'x'.repeat(40_000)
    const head = Buffer.from([0x1c, 2, 120, 0x80, 4, 0, 0, long.length >> 8, long.length & 255])
    expect(iptc(head, Buffer.from(long), set(2, 25, 'more'))).toMatchObject({ tags: ['more'] })
  })

  it.each<[string, Buffer | null, Buffer, string]>([
    ['UTF-8 that says it is Latin-1', Buffer.from('\u001b.A', 'latin1'), Buffer.from('Förster'), 'Förster'],
    ['Latin-1 that says it is UTF-8', Buffer.from('\u001b%G', 'latin1'), Buffer.from('Förster', 'latin1'), 'Förster'],
    ['Latin-2 that says so', Buffer.from('\u001b-B', 'latin1'), Buffer.from([0xa3, 0xf3, 0x64, 0xbc]), 'Łódź'],
    ['Mac Roman that says nothing', null, Buffer.from([0x46, 0x9a, 0x72, 0x73, 0x74, 0x65, 0x72]), 'Förster'],
  ])('%s', (_name, charset, bytes, text) =>
    expect(iptc(...(charset ? [set(1, 90, charset)] : []), set(2, 5, bytes)).title).toBe(text),
  )

  it('one short word follows the encoding of the others', () => {
    const mac = (text: string, ...bytes: number[]) =>
      Buffer.concat([Buffer.from(text), Buffer.from(bytes), Buffer.from('x')])
    expect(
      iptc(
        set(2, 25, mac('f', 0x9f)),
        set(2, 120, Buffer.from([0x56, 0x65, 0x72, 0x8a, 0x73, 0x74, 0x65, 0x20, 0x66, 0x9f, 0x72])),
      ),
    ).toMatchObject({ tags: ['füx'], description: 'Veräste für' })
  })
})

describe('texts of programs that do not keep to the rules', () => {
  it.each<[string, Buffer]>([
    ['little first', Buffer.from('Grüße aus Köln', 'utf16le')],
    ['big first', Buffer.from('Grüße aus Köln', 'utf16le').swap16()],
    ['marked', Buffer.from('\uFEFFGrüße aus Köln', 'utf16le')],
  ])('UTF-16 where EXIF has ASCII (%s)', (_name, text) => {
    const exif = makeTiff({ 270: { bytes: [...text, 0, 0] } })
    expect(fieldsOf({ exif }).description).toBe('Grüße aus Köln')
  })

  it('letters that end at once are no UTF-16', () => {
    expect(fieldsOf({ exif: makeTiff({ 270: { bytes: [...Buffer.from('Ab\0cd\0')] } }) }).description).toBe('Ab')
    expect(fieldsOf({ exif: makeTiff({ 270: { bytes: [...Buffer.from('A\0B\0')] } }) }).description).toBe('A')
  })

  it('keywords as the value of an item', () => {
    const bag =
      '<dc:subject><rdf:Bag><rdf:li rdf:value="boat"/><rdf:li rdf:parseType="Resource"><rdf:value>sea</rdf:value></rdf:li></rdf:Bag></dc:subject>'
    expect(fieldsOf({ xmp: packet('', bag) }).tags).toEqual(['boat', 'sea'])
  })
})
