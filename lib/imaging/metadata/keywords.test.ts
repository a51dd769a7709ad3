import { describe, expect, it } from 'vitest'
import { makeTiff } from '../testing/tiff-block'
import { readMetadata } from './metadata'
import { readSidecar } from './sidecar'

const NAMES = `xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/"
  xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/" xmlns:mediapro="http://ns.iview-multimedia.com/mediapro/1.0/" xmlns:acdsee="http://ns.acdsee.com/iptc/1.0/"
  xmlns:mwg-kw="http://www.metadataworkinggroup.com/schemas/keywords/"`
const packet = (inside: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ${NAMES}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`
const bag = (property: string, ...words: string[]) =>
  `<${property}><rdf:Bag>${words.map((word) => `<rdf:li>${word}</rdf:li>`).join('')}</rdf:Bag></${property}>`
const tagsOf = (inside: string, exif: Uint8Array | null = null) =>
  readMetadata({ exif, xmp: Buffer.from(packet(inside)), extendedXmp: null, iptc: null, comments: [], filename: '' })
    .fields.tags

/** Who is whose child is told by structure alone, and parents may come behind their children. */
const node = (name: string, inside = '') =>
  `<rdf:li rdf:parseType="Resource">${inside}<mwg-kw:Keyword>${name}</mwg-kw:Keyword></rdf:li>`
const children = (...nodes: string[]) => `<mwg-kw:Children><rdf:Bag>${nodes.join('')}</rdf:Bag></mwg-kw:Children>`
const TREE = `<mwg-kw:Keywords rdf:parseType="Resource"><mwg-kw:Hierarchy><rdf:Bag>${node('Places', children(node('Norway', children(node('Bergen')))))}${node('Rain')}${node('Sea', `<mwg-kw:Applied>True</mwg-kw:Applied>${children(node('Waves'))}`)}</rdf:Bag></mwg-kw:Hierarchy></mwg-kw:Keywords>`

const CATEGORIES =
  '<acdsee:categories>&lt;Categories&gt;&lt;Category Assigned="0"&gt;Places&lt;Category Assigned="0"&gt;Norway&lt;Category Assigned="1"&gt;Bergen&lt;/Category&gt;&lt;/Category&gt;&lt;/Category&gt;&lt;Category Assigned="1"&gt;Rain &amp;amp; sun&lt;/Category&gt;&lt;/Categories&gt;</acdsee:categories>'

describe('keywords become tags', () => {
  it.each<[string, string, string[]]>([
    ['Lightroom', bag('lr:hierarchicalSubject', 'Places|Norway|Bergen', 'Rain'), ['Places/Norway/Bergen', 'Rain']],
    ['digiKam', bag('digiKam:TagsList', 'Places/Norway/Bergen', 'Rain'), ['Places/Norway/Bergen', 'Rain']],
    ['Windows', bag('MicrosoftPhoto:LastKeywordXMP', 'Places/Norway', 'Rain'), ['Places/Norway', 'Rain']],
    ['MediaPro', bag('mediapro:CatalogSets', 'Places|Norway', 'Rain'), ['Places/Norway', 'Rain']],
    ['Windows, of IPTC', bag('MicrosoftPhoto:LastKeywordIPTC', 'Places/Norway'), ['Places/Norway']],
    ['the Metadata Working Group’s tree', TREE, ['Places/Norway/Bergen', 'Rain', 'Sea/Waves']],
    [
      'the same in attributes',
      '<mwg-kw:Hierarchy><rdf:Bag><rdf:li mwg-kw:Keyword="Rain"/></rdf:Bag></mwg-kw:Hierarchy>',
      ['Rain'],
    ],
    [
      'a name with a slash that ends a path',
      bag('dc:subject', 'AC/DC', 'Music') + bag('lr:hierarchicalSubject', 'Music|AC/DC'),
      ['Music/AC/DC'],
    ],
    ['ACDSee', CATEGORIES, ['Places/Norway/Bergen', 'Rain & sun']],
    [
      'what is a part of a path is not said again',
      bag('dc:subject', 'Sea', 'Bergen', 'norway', 'Places') +
        bag('lr:hierarchicalSubject', 'Places|Norway|Bergen', 'Places'),
      ['Sea', 'Places/Norway/Bergen'],
    ],
    ['parents follow from their children', bag('digiKam:TagsList', 'a', 'a/b', 'a/b/c', 'a/d'), ['a/b/c', 'a/d']],
    [
      'a word that stands for itself in a list of paths',
      bag('lr:hierarchicalSubject', 'Bergen', 'Places|Bergen'),
      ['Bergen', 'Places/Bergen'],
    ],
    ['paths in a flat list', bag('dc:subject', 'Places|Norway', 'Rain'), ['Places/Norway', 'Rain']],
    ['case', bag('dc:subject', 'Bergen', 'bergen', 'BERGEN', ' Bergen '), ['Bergen']],
    ['accents in two forms', bag('dc:subject', 'Café', 'Cafe\u0301'), ['Café']],
    [
      'several in one',
      bag('dc:subject', 'Budapest ; Kossuth Lajos utca;; villamos'),
      ['Budapest', 'Kossuth Lajos utca', 'villamos'],
    ],
    [
      'a semicolon between no words',
      bag('dc:subject', "'); DROP TABLE photos;--", ';-)'),
      ["'); DROP TABLE photos;--", ';-)'],
    ],
    ['a comma parts only what is too long', bag('dc:subject', 'Smith, John'), ['Smith, John']],
    [
      'a long one with commas',
      bag('dc:subject', Array.from({ length: 30 }, (_, at) => `word${at}`).join(', ')),
      Array.from({ length: 30 }, (_, at) => `word${at}`),
    ],
    ['a program’s own', bag('digiKam:TagsList', '_Digikam_Internal_Tags_/Need Resolving', 'Rain'), ['Rain']],
    ['empty parts', bag('lr:hierarchicalSubject', '|Places||Norway|', '|'), ['Places/Norway']],
  ])('%s', (_name, inside, tags) => expect(tagsOf(inside)).toEqual(tags))

  it('one that is too long ends with a word', () => {
    const [tag = ''] = tagsOf(bag('dc:subject', 'many words '.repeat(40)))
    expect(tag.length).toBeLessThanOrEqual(200)
    expect(tag).toMatch(/(many|words)$/)
  })

  it('those of Windows in EXIF are joined to them', () => {
    const exif = makeTiff({ 40094: { bytes: [...Buffer.from('rain;Sea;\0', 'utf16le')] } })
    expect(tagsOf(bag('dc:subject', 'Rain'), exif)).toEqual(['Rain', 'Sea'])
  })
})

describe('a sidecar that says nothing of a thing, and one that empties it', () => {
  it.each<[string, string, object]>([
    ['no keywords', bag('dc:subject'), { tags: [] }],
    ['an empty keyword', bag('dc:subject', ''), { tags: [] }],
    ['no paths', '<lr:hierarchicalSubject><rdf:Bag/></lr:hierarchicalSubject>', { tags: [] }],
    ['an empty title', '<dc:title><rdf:Alt><rdf:li xml:lang="x-default"></rdf:li></rdf:Alt></dc:title>', { title: '' }],
    ['an empty title, short', '<dc:title/>', { title: '' }],
    ['an empty description', bag('dc:description', ' '), { description: '' }],
    ['neither', '', {}],
  ])('%s', (_name, inside, said) => expect(readSidecar(Buffer.from(packet(inside)))).toEqual(said))
})
