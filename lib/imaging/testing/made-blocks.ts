import { type MetadataBlocks, readMetadata } from '../metadata/metadata'

/** A file without any metadata. */
export const NOTHING: MetadataBlocks = {
  exif: null,
  xmp: null,
  extendedXmp: null,
  iptc: null,
  comments: [],
  filename: '',
}

/** What is read of a file with these blocks alone. */
export const fieldsOf = (blocks: Partial<MetadataBlocks>) => readMetadata({ ...NOTHING, ...blocks }).fields
/** Rationals with the denominator one. */
export const whole = (...numbers: number[]) => ({ rationals: numbers.map((one): [number, number] => [one, 1]) })

/** An XMP packet; the properties end with their own `>`, so that attributes can go before elements. */
export function xmp(properties: string): Buffer {
  return Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
        xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
        xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" ${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`,
  )
}

/** A bare IIM record. */
export function iptc(...sets: [number, number, Buffer | string][]): Buffer {
  return Buffer.concat(
    sets.map(([record, dataset, value]) => {
      const bytes = Buffer.from(value)
      return Buffer.concat([Buffer.from([0x1c, record, dataset, bytes.byteLength >> 8, bytes.byteLength & 255]), bytes])
    }),
  )
}
