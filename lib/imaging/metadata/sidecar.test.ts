import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readManifest, TESTDATA } from '../testing/manifest'
import { readSidecar, SIDECAR_BYTES } from './sidecar'

const corpus = readManifest()
const NAMESPACES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
const packet = (inside: string, attributes = '') =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${NAMESPACES} ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`
const read = (text: string) => readSidecar(Buffer.from(text))
const list = (kind: string, ...items: string[]) =>
  `<rdf:${kind}>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:${kind}>`

describe('what a sidecar says', () => {
  it('everything, as elements', () => {
    const all =
      `<dc:title><rdf:Alt><rdf:li xml:lang="de">Hafen</rdf:li><rdf:li xml:lang="x-default">Harbour &amp; sea</rdf:li></rdf:Alt></dc:title>` +
      `<dc:description>${list('Alt', 'At dusk')}</dc:description><dc:subject>${list('Bag', 'boats', 'boats', 'Übersee')}</dc:subject>` +
      '<xmp:Rating>4</xmp:Rating><exif:DateTimeOriginal>2019-07-04T12:34:56+02:00</exif:DateTimeOriginal>' +
      '<exif:GPSLatitude>53,32.76N</exif:GPSLatitude><exif:GPSLongitude>9,58.02E</exif:GPSLongitude>'
    expect(read(packet(all))).toEqual({
      title: 'Harbour & sea',
      description: 'At dusk',
      tags: ['boats', 'Übersee'],
      rating: 4,
      takenLocal: '2019-07-04T12:34:56.000',
      takenOffset: 120,
      takenBy: { from: 'capture', day: false },
      location: { latitude: 53.546, longitude: expect.closeTo(9.967, 5), altitude: null },
    })
  })

  it('as attributes, in UTF-16, with other prefixes', () => {
    expect(read(packet('', 'xmp:Rating="2" photoshop:DateCreated="2020-01-02T03:04:05"'))).toEqual({
      rating: 2,
      takenLocal: '2020-01-02T03:04:05.000',
      takenBy: { from: 'capture', day: false },
    })
    expect(readSidecar(Buffer.from(`\uFEFF${packet('', 'xmp:Rating="1"')}`, 'utf16le'))).toEqual({ rating: 1 })
    const other = packet('<q:Rating xmlns:q="http://ns.adobe.com/xap/1.0/">5</q:Rating>')
    expect(read(other)).toEqual({ rating: 5 })
  })

  it('names of the place, and the code of the country where it has two letters', () => {
    const names = 'photoshop:City="Ålesund" photoshop:State="Møre og Romsdal" photoshop:Country="Norway"'
    const code = 'xmlns:i="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" i:CountryCode'
    const place = { town: 'Ålesund', region: 'Møre og Romsdal', country: 'Norway', countryCode: 'NO' }
    expect(read(packet('', `${names} ${code}="no"`))).toEqual({ place })
    expect(read(packet('', `${names} ${code}="NOR"`))).toEqual({ place: { ...place, countryCode: null } })
    expect(read(packet('', `${code}="NO"`))).toEqual({})
    const address =
      '<i:CreatorContactInfo xmlns:i="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"><i:CiAdrCity>Home</i:CiAdrCity></i:CreatorContactInfo>'
    expect(read(packet(address))).toEqual({})
  })

  const nothing: [string, string][] = [
    ['nothing', ''],
    ['an empty packet', packet('')],
    ['an empty rating', packet('<xmp:Rating></xmp:Rating>')],
    ['a rating of fifty', packet('<xmp:Rating>50</xmp:Rating>')],
    ['a place outside the earth', packet('', 'exif:GPSLatitude="95,0N" exif:GPSLongitude="10,0E"')],
    ['half a place', packet('', 'exif:GPSLatitude="50,0N"')],
    ['the place 0/0', packet('', 'exif:GPSLatitude="0,0N" exif:GPSLongitude="0,0E"')],
    ['a year alone', packet('<photoshop:DateCreated>1975</photoshop:DateCreated>')],
    ['a JPEG', '\u00ff\u00d8\u00ff\u00e0 Exif'],
    ['JSON', '{"title": "x"}'],
  ]
  it.each(nothing)('%s says nothing', (_about, text) => expect(read(text)).toEqual({}))
})

describe('hostile ones are harmless', () => {
  it('entities are not expanded, external ones neither', () => {
    const lol = `<!DOCTYPE x [<!ENTITY a "${'lol'.repeat(10)}"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`
    expect(read(lol + packet(`<dc:title>${list('Alt', '&b;&f;')}</dc:title>`))).toEqual({ title: '&b;&f;' })
  })

  it('text is cleaned: no control characters, nothing that turns the text around', () => {
    const { title } = read(packet(`<dc:title>${list('Alt', 'a&#0;\u0007\u202Eb&#x202E;')}</dc:title>`))
    expect(title).toBe('ab')
    expect(read(packet(`<dc:title>${list('Alt', 'x'.repeat(9000))}</dc:title>`)).title).toHaveLength(500)
  })

  it('only its first megabytes are read', () => {
    const late = `${' '.repeat(SIDECAR_BYTES)}${packet('', 'xmp:Rating="3"')}`
    expect(read(late)).toEqual({})
  })

  // Each of these takes hours where a reader goes back over what it has read; in one pass they take milliseconds.
  const long: [string, string][] = [
    ['tags that never close', '<a'.repeat(500_000)],
    ['one tag of a megabyte', `<${'a'.repeat(1_000_000)}`],
    ['an attribute that never ends', `<a ${'b'.repeat(1_000_000)}`],
    ['attributes without values', `<a ${'b '.repeat(500_000)}>`],
    ['a name and a sea of spaces', `<a ${'b          '.repeat(90_000)}>`],
    ['equals signs', `<a ${'='.repeat(1_000_000)}>`],
    ['quotes that never close', `<a ${'b="'.repeat(300_000)}>`],
    ['quotes that open behind tags', `<a b="${'<a b='.repeat(200_000)}`],
    ['two kinds of quotes', `${`<a b="<`.repeat(100_000)}${`<a b='<`.repeat(100_000)}`],
    ['quotes that close far away', `${`<a b='c `.repeat(100_000)}"`],
    ['declarations that never close', '<!'.repeat(500_000)],
    ['comments that never close', '<!--'.repeat(250_000)],
    ['CDATA that never closes', '<![CDATA['.repeat(100_000)],
    ['slashes', `<a${'/'.repeat(1_000_000)}>`],
    ['ampersands', packet(`<dc:title>${'&#'.repeat(400_000)}</dc:title>`)],
    ['elements nested 100,000 deep', '<dc:title>'.repeat(100_000)],
    ['100,000 keywords', packet(`<dc:subject>${list('Bag', ...Array.from({ length: 100_000 }, (_, i) => `${i}`))}`)],
    ['a date of a megabyte', packet('', `xmp:CreateDate="${'2'.repeat(900_000)}"`)],
    ['a coordinate of a megabyte', packet('', `exif:GPSLatitude="${'9,'.repeat(400_000)}" exif:GPSLongitude="1"`)],
  ]
  it.each(long)('%s', { timeout: 20_000 }, (_about, text) => {
    expect(readSidecar(Buffer.from(text)).tags?.length ?? 0).toBeLessThanOrEqual(500)
  })
})

describe.skipIf(!corpus)('the sidecars of the corpus', () => {
  const sidecars = (corpus ?? []).filter(({ path }) => path.startsWith('sidecar/') && path.endsWith('.xmp'))
  it.each(sidecars)('$path agrees with exiftool', ({ path, truth }) => {
    const found = readSidecar(readFileSync(join(TESTDATA, path)))
    expect(found.takenLocal?.slice(0, 19)).toBe(truth.taken?.local)
    if (truth.rating !== undefined) expect(found.rating).toBe(truth.rating)
    if (truth.keywords) expect(found.tags).toEqual(truth.keywords)
    if (truth.title) expect(found.title).toBe(truth.title)
    if (truth.gps) expect(found.location?.latitude).toBeCloseTo(Number(truth.gps.lat), 4)
  })
})
