import { describe, expect, it } from 'vitest'
import type { FileFields, SidecarFields, TakenBy } from '@/db/schema/file-fields'
import { joinSidecar, joinSidecars } from './join-sidecar'
import { readMetadata } from './metadata'
import { readSidecar } from './sidecar'

const NOTHING = readMetadata({
  exif: null,
  xmp: null,
  extendedXmp: null,
  iptc: null,
  comments: [],
  filename: '',
}).fields
const file = (
  takenLocal: string | null,
  takenOffset: number | null,
  from?: TakenBy['from'],
  day = false,
): FileFields => ({
  ...NOTHING,
  takenLocal,
  takenOffset,
  ...(from ? { takenBy: { from, day } } : {}),
})
const sidecar = (attributes: string): SidecarFields =>
  readSidecar(
    Buffer.from(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
      xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
      xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" ${attributes}/></rdf:RDF>`),
  )

const OWN = '2023-08-10T14:03:00.250'
const captured = file(OWN, 120, 'capture')

describe('the date of a file and its sidecar', () => {
  it.each<[string, FileFields, string, string | null, number | null]>([
    [
      'a corrected clock',
      file(OWN, null, 'capture'),
      'exif:DateTimeOriginal="2023:08:12 15:00:00"',
      '2023-08-12T15:00:00.000',
      null,
    ],
    ['its zone is not kept', captured, 'exif:DateTimeOriginal="2024-01-05T09:00:00"', '2024-01-05T09:00:00.000', null],
    ['the same moment keeps zone and fraction', captured, 'exif:DateTimeOriginal="2023-08-10T14:03:00"', OWN, 120],
    ['the same moment in UTC keeps the clock', captured, 'exif:DateTimeOriginal="2023-08-10T12:03:00Z"', OWN, 120],
    ['a zone for the same moment', file(OWN, null, 'capture'), 'xmp:CreateDate="2023-08-10T14:03:00+02:00"', OWN, 120],
    ['another zone for the same moment', captured, 'exif:DateTimeOriginal="2023-08-10T14:03:00+09:00"', OWN, 540],
    ['a repeated day', captured, 'photoshop:DateCreated="2023-08-10"', OWN, 120],
    [
      'the day at Greenwich',
      file('2023-08-10T00:30:00.000', 120, 'capture'),
      'photoshop:DateCreated="2023-08-09"',
      '2023-08-10T00:30:00.000',
      120,
    ],
    ['another day', captured, 'photoshop:DateCreated="1975-06-01"', '1975-06-01T00:00:00.000', null],
    [
      'an editor’s date',
      captured,
      'xmp:CreateDate="2024-05-05T10:00:00" xmp:ModifyDate="2024-05-05T10:00:00"',
      OWN,
      120,
    ],
    [
      'an editor’s date over a weaker one',
      file(OWN, null, 'name'),
      'xmp:CreateDate="2024-05-05T10:00:00"',
      '2024-05-05T10:00:00.000',
      null,
    ],
    [
      'an editor’s date over its like',
      file(OWN, 120, 'digitizing'),
      'xmp:CreateDate="2024-05-05T10:00:00"',
      '2024-05-05T10:00:00.000',
      null,
    ],
    [
      'a time for a day',
      file('2023-08-10T00:00:00.000', null, 'capture', true),
      'xmp:CreateDate="2023-08-10T10:00:00"',
      '2023-08-10T10:00:00.000',
      null,
    ],
    ['nothing in the file', file(null, null), 'xmp:CreateDate="2024-05-05T10:00:00Z"', '2024-05-05T10:00:00.000', 0],
    ['nothing in the sidecar', captured, 'xmp:Rating="3"', OWN, 120],
    ['an older reading', file(OWN, 120), 'xmp:CreateDate="2024-05-05T10:00:00"', OWN, 120],
    [
      'an older reading, corrected',
      file(OWN, 120),
      'exif:DateTimeOriginal="2024-05-05T10:00:00"',
      '2024-05-05T10:00:00.000',
      null,
    ],
  ])('%s', (_name, own, attributes, local, offset) => {
    const found = joinSidecar(own, sidecar(attributes))
    expect([found.takenLocal, found.takenOffset]).toEqual([local, offset])
  })

  it('is a stored one of Postgres too', () => {
    const stored = file('2023-08-10 14:03:00.250', 120, 'capture')
    const found = joinSidecar(stored, sidecar('exif:DateTimeOriginal="2023-08-10T14:03:00"'))
    expect(found).toEqual(stored)
  })

  it('of two sidecars is one date, not a date of one and a zone of the other', () => {
    const weak = sidecar('exif:DateTimeOriginal="2023-08-10T14:03:00+02:00" xmp:Rating="2"')
    const strong = sidecar('exif:DateTimeOriginal="2024-01-05T09:00:00"')
    const { takenLocal, takenOffset, rating } = joinSidecars([weak, strong])
    expect([takenLocal, takenOffset, rating]).toEqual(['2024-01-05T09:00:00.000', null, 2])
    expect(joinSidecars([sidecar('xmp:Rating="2"'), sidecar('xmp:Rating="4"')])).toEqual({ rating: 4 })
  })
})
