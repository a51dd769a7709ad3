import { decodeMarked } from '../formats/text'
import { readKeywordTree } from './keyword-tree'
import { attributesOf, xmlTokens } from './xml-tokens'

/** XMP properties by "prefix:name" (the usual prefix of the namespace, whatever the file calls it), each a list of texts. */
export type XmpFields = Map<string, string[]>

/** Namespaces whose usual prefix is known; others keep the file's own prefix. */
const PREFIXES: Record<string, string> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://ns.adobe.com/xap/1.0/': 'xmp',
  'http://ns.adobe.com/photoshop/1.0/': 'photoshop',
  'http://ns.adobe.com/exif/1.0/': 'exif',
  'http://ns.adobe.com/exif/1.0/aux/': 'aux',
  'http://cipa.jp/exif/1.0/': 'exifEX',
  'http://ns.adobe.com/tiff/1.0/': 'tiff',
  'http://ns.adobe.com/lightroom/1.0/': 'lr',
  'http://www.digikam.org/ns/1.0/': 'digiKam',
  'http://ns.microsoft.com/photo/1.0/': 'MicrosoftPhoto',
  'http://ns.microsoft.com/photo/1.0': 'MicrosoftPhoto',
  'http://ns.acdsee.com/iptc/1.0/': 'acdsee',
  'http://ns.iview-multimedia.com/mediapro/1.0/': 'mediapro',
  'http://ns.adobe.com/xmp/note/': 'xmpNote',
  'http://ns.google.com/photos/1.0/panorama/': 'GPano',
  'http://ns.adobe.com/xmp/1.0/DynamicMedia/': 'xmpDM',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/': 'Iptc4xmpCore',
  'adobe:ns:meta/': 'x',
}

/** Of a packet with its extension: phones put the depth of a picture there, some megabytes of it. */
export const XMP_BYTES = 32 * 1024 * 1024
const MAX_TOKENS = 200_000
const MAX_VALUES = 100_000
/** Of one property: a program's history has thousands and must not take the room of a title. */
const MAX_LIST = 5000
/** Where the keywords of the Metadata Working Group's tree are put, a path each, with `|` between its parts. */
export const KEYWORD_TREE = 'mwg-kw:Hierarchy'

interface OpenElement {
  name: string
  text: string
  /** The property this element belongs to, and the value of xml:lang. */
  property: string | null
  language: string | null
}

/**
 * Reads the simple properties, bags, sequences and language alternatives of an XMP packet (ISO 16684-1). Structures
 * inside a property are flattened into it. Entities other than XML's five and numeric ones are not expanded, so no packet
 * can grow. For alternatives x-default comes first. A property that is there and holds nothing has no values.
 */
export function readXmp(packet: Uint8Array | string): XmpFields {
  const text = typeof packet === 'string' ? packet.slice(0, XMP_BYTES) : decodeMarked(packet.subarray(0, XMP_BYTES))
  const fields: XmpFields = new Map()
  const prefixes = new Map<string, string>()
  const stack: OpenElement[] = []
  let kept = 0
  const keep = (property: string, value: string, first = false) => {
    if (kept++ >= MAX_VALUES) return
    const values = fields.get(property) ?? []
    if (first) values.unshift(value)
    else if (values.length < MAX_LIST) values.push(value)
    fields.set(property, values)
  }
  const note = (property: string | null) => {
    if (property !== null && !fields.has(property) && kept++ < MAX_VALUES) fields.set(property, [])
  }
  let tokens = 0
  for (const token of xmlTokens(text)) {
    if (++tokens > MAX_TOKENS) break
    const top = stack.at(-1)
    if (token.kind === 'text') {
      if (top) top.text += token.text
      continue
    }
    if (token.kind === 'end') {
      const closed = stack.pop()
      if (closed) finish(closed, keep)
      continue
    }
    const attributes = attributesOf(token.attributes)
    for (const [name, value] of attributes) {
      if (name.startsWith('xmlns:')) prefixes.set(name.slice(6), PREFIXES[value.trim()] ?? name.slice(6))
    }
    const element = open(usual(token.name, prefixes), top)
    note(element.property)
    for (const [name, value] of attributes) {
      if (name === 'xml:lang') element.language = value
      const property = usual(name, prefixes)
      if (!/^(xmlns|xml|rdf|x):|^xmlns$/.test(property) && property.includes(':'))
        keep(element.property ?? property, value)
      if ((property === 'rdf:resource' || property === 'rdf:value') && element.property) keep(element.property, value)
    }
    if (token.empty) finish(element, keep)
    else stack.push(element)
  }
  const tree = readKeywordTree(text)
  if (tree) fields.set(KEYWORD_TREE, tree)
  return fields
}

function open(name: string, parent: OpenElement | undefined): OpenElement {
  const structural = name.startsWith('rdf:') || name.startsWith('x:')
  const property = parent?.property ?? (structural || !name.includes(':') ? null : name)
  return { name, text: '', property, language: parent?.language ?? null }
}

function finish(element: OpenElement, keep: (property: string, value: string, first: boolean) => void): void {
  const value = element.text.trim()
  if (value !== '' && element.property !== null) keep(element.property, value, element.language === 'x-default')
}

function usual(name: string, prefixes: Map<string, string>): string {
  const colon = name.indexOf(':')
  if (colon < 0) return name
  const prefix = name.slice(0, colon)
  return `${prefixes.get(prefix) ?? prefix}:${name.slice(colon + 1)}`
}
