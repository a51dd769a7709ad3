import type { LibraryPhoto } from '../library-file'

const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
}

/** An XMP packet (ISO 16684-1) with what a library says of a photo, for other programs; `sidecarDetails` reads it back. */
export function writeSidecar(photo: LibraryPhoto): string {
  const names = Object.entries(NAMESPACES).map(([prefix, name]) => `\n    xmlns:${prefix}="${name}"`)
  return `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""${names.join('')}>
${propertiesOf(photo)
  .map((line) => `   ${line}\n`)
  .join('')}  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`
}

function propertiesOf({
  title,
  description,
  tags,
  rating,
  takenAt,
  takenAtGuessed,
  location,
  place,
}: LibraryPhoto): string[] {
  return [
    ...(title === '' ? [] : [alternatives('dc:title', title)]),
    ...(description === '' ? [] : [alternatives('dc:description', description)]),
    ...keywords(tags),
    ...(rating === null ? [] : [element('xmp:Rating', String(rating))]),
    ...(takenAt === null || takenAtGuessed
      ? []
      : [element('exif:DateTimeOriginal', takenAt), element('photoshop:DateCreated', takenAt)]),
    ...(location === null ? [] : coordinates(location)),
    ...words('photoshop:City', place?.town),
    ...words('photoshop:State', place?.region),
    ...words('photoshop:Country', place?.country),
    ...words('Iptc4xmpCore:CountryCode', place?.countryCode),
  ]
}

/** Paths as Lightroom writes them: their last words in the flat list, and all with their parents in the other. */
function keywords(tags: string[]): string[] {
  if (tags.length === 0) return []
  if (!tags.some((tag) => tag.includes('/'))) return [bag('dc:subject', tags)]
  const levels = tags.map((tag) => tag.split('/'))
  return [
    bag('dc:subject', [...new Set(levels.map((parts) => parts.at(-1) ?? '').filter((word) => word !== ''))]),
    bag(
      'lr:hierarchicalSubject',
      levels.map((parts) => parts.join('|')),
    ),
  ]
}

function bag(name: string, words: string[]): string {
  return `<${name}><rdf:Bag>${words.map((word) => `<rdf:li>${xml(word)}</rdf:li>`).join('')}</rdf:Bag></${name}>`
}

function coordinates({ latitude, longitude, altitude }: NonNullable<LibraryPhoto['location']>): string[] {
  return [
    element('exif:GPSLatitude', degrees(latitude, 'N', 'S')),
    element('exif:GPSLongitude', degrees(longitude, 'E', 'W')),
    ...(altitude === null
      ? []
      : [
          element('exif:GPSAltitudeRef', altitude < 0 ? '1' : '0'),
          element('exif:GPSAltitude', `${Math.round(Math.abs(altitude) * 1000)}/1000`),
        ]),
  ]
}

/** XMP's `DDD,MM.mmmmk`. */
function degrees(value: number, positive: string, negative: string): string {
  const absolute = Math.abs(value)
  const whole = Math.floor(absolute)
  return `${whole},${((absolute - whole) * 60).toFixed(9)}${value < 0 ? negative : positive}`
}

function alternatives(name: string, text: string): string {
  return `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li></rdf:Alt></${name}>`
}

function words(name: string, text: string | null | undefined): string[] {
  return text ? [element(name, text)] : []
}

function element(name: string, text: string): string {
  return `<${name}>${xml(text)}</${name}>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** XML 1.0 holds neither most control characters nor lone surrogates, not even written as numbers. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\P{Cc}]|\p{Cs}|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"\r]/g, (sign) => ENTITIES[sign] ?? sign)
}
