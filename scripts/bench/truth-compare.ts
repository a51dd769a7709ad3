import type { DecodedPhoto } from '../../lib/imaging/decoded/decoded-photo'
import { type Comparison, compareWithTruth } from '../../lib/imaging/testing/agreement'
import { reasonFor } from '../../lib/imaging/testing/known-disagreements'
import type { ManifestFile } from '../../lib/imaging/testing/manifest'
import { isRawType } from '../../lib/media/media-types'
import { type Facts, type Truth, truthOf } from './truth-exiftool'

/** The fields of the bench, and those that must agree. */
export const FIELDS = [
  'date',
  'offset',
  'GPS',
  'make',
  'model',
  'lens',
  'orientation',
  'keywords',
  'title',
  'rating',
  'iso',
  'aperture',
  'exposure',
] // prettier-ignore
export const MUST = FIELDS.slice(0, 10)

/** A comparison with the reason why a disagreement is right; undefined where there is none. */
export interface Judged extends Comparison {
  why?: string | undefined
}

/** Compares one photo with what exiftool says of its file. */
export function judge(path: string, photo: DecodedPhoto, facts: Facts): Judged[] {
  const truth = truthOf(facts)
  const raw = !['jpeg', 'png', 'gif', 'tiff', 'webp', 'avif', 'heic', 'jxl'].some((kind) =>
    photo.mediaType.endsWith(kind),
  )
  const file = manifestOf(path, truth)
  const compared = compareWithTruth(file, photo).filter(({ field }) => FIELDS.includes(field) && field !== 'keywords')
  return [...compared, compareKeywords(path, photo, truth), compareOrientation(path, photo, truth, raw)].map((one) =>
    one.agrees ? one : { ...one, why: reasonOf(one, file, facts, photo) },
  )
}

function manifestOf(path: string, truth: Truth): ManifestFile {
  const { taken, camera, lens, gps, title, rating, iso, aperture, exposure } = truth
  return {
    path,
    bytes: 0,
    kind: '',
    expected: { outcome: 'accepted' },
    truth: {
      ...(taken ? { taken } : {}),
      camera,
      ...(lens === null ? {} : { lens }),
      gps: gps === null ? null : { ...gps, alt: null },
      title,
      ...(rating === null ? {} : { rating }),
      iso,
      aperture,
      exposure_s: exposure,
    },
  }
}

/** Words, whatever path they stand in, in one case and form. */
function compareKeywords(path: string, { fields }: DecodedPhoto, truth: Truth): Comparison {
  const words = (tags: string[], marks: RegExp) =>
    [
      ...new Set(
        tags
          .flatMap((tag) => tag.split(marks))
          .map((word) => word.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase()),
      ),
    ]
      .filter((word) => word !== '')
      .sort()
  const [read, wanted] = [words(fields.tags, /[/|;]/), words(truth.keywords, /[/|;]/)]
  return { field: 'keywords', path, read, truth: wanted, agrees: read.join('\n') === wanted.join('\n') }
}

/** Width and height as shown; of raw files, whose preview is smaller than the sensor, whether it stands or lies. */
function compareOrientation(path: string, photo: DecodedPhoto, { size }: Truth, raw: boolean): Comparison {
  const read = [photo.width, photo.height]
  const stands = ([width = 0, height = 0]: number[]) => Math.sign(width - height)
  const agrees = size === null || (raw ? stands(read) === stands(size) : String(read) === String(size))
  return { field: 'orientation', path, read, truth: size, agrees }
}

type Rule = [
  field: string,
  why: string,
  applies: (given: { one: Comparison; facts: Facts; photo: DecodedPhoto }) => boolean,
]

const FOREIGN = 'exiftool reads IPTC as it declares itself or as Latin-1; what makes letters counts (docs/words.md)'

const text = (value: unknown) => JSON.stringify(value ?? '')
/** Kinds of disagreement that are right in any folder. */
const RULES: Rule[] = [
  ['date', 'the name alone tells the date', ({ photo }) => photo.fields.takenBy?.from === 'name'],
  [
    'date',
    'the calendar has no such day',
    ({ one }) =>
      one.read === null && new Date(`${one.truth}Z`).toJSON()?.slice(0, 10) !== String(one.truth).slice(0, 10),
  ],
  ['offset', 'the satellite’s time is UTC', ({ photo }) => photo.fields.takenBy?.from === 'satellite'],
  ['date', 'exiftool leaves PM out', ({ facts }) => /\d\s*[AP]M/i.test(String(facts['ExifIFD:DateTimeOriginal']))],
  [
    'offset',
    'written short',
    ({ one, facts }) => one.truth === null && facts['ExifIFD:OffsetTimeOriginal'] !== undefined,
  ],
  [
    'GPS',
    'the half of the earth stands in a tag beside the coordinate',
    ({ facts }) => facts['XMP-exif:GPSLatitudeRef'] !== undefined,
  ],
  ['orientation', 'a GIF shows its first frame', ({ photo }) => photo.mediaType === 'image/gif'],
  [
    'orientation',
    'EXIF alone turns this HEIC (docs/formats.md), exiftool counts the container',
    ({ photo, facts }) =>
      photo.mediaType === 'image/heic' && Number(facts['IFD0:Orientation']) >= 5 && !facts['QuickTime:Rotation'],
  ],
  ['orientation', 'an orientation written as text is none', ({ one }) => /orientation-string/.test(one.path)],
  [
    'orientation',
    'an orientation that is none of the eight, or no number',
    ({ facts }) => facts['IFD0:Orientation'] !== undefined && !/^[1-8]$/.test(String(facts['IFD0:Orientation'])),
  ],
  [
    'offset',
    'Pixel phones and some apps name their files in UTC',
    ({ photo }) => photo.fields.takenBy?.from === 'name',
  ],
  [
    'date',
    'an unset clock or the future is no date',
    ({ one }) => one.read === null && /1970-01-01T00:00:00|"(20[3-9]|2[1-9]|[3-9])\d/.test(text(one.truth)),
  ],
  ['date', '24 o’clock is the first hour of that day', ({ one }) => /T24:/.test(text(one.truth))],
  ['date', 'a second 60 becomes the one before', ({ one }) => /:60"/.test(text(one.truth))],
  [
    'date',
    'a day alone takes the time of that day from a weaker place',
    ({ one }) => text(one.truth).slice(1, 11) === text(one.read).slice(1, 11) && /T00:00:00/.test(text(one.truth)),
  ],
  [
    'offset',
    'IPTC’s +0000 is what editors write where they know no zone',
    ({ one, facts }) => one.read === null && /\+00:00/.test(text(facts['IPTC:TimeCreated'])),
  ],
  [
    'offset',
    'the zone is told for the same moment in another place',
    ({ one, facts, photo }) => one.truth === null && saidElsewhere(facts, photo, String(one.read)),
  ],
  [
    'offset',
    'the zone follows from the satellite’s time',
    ({ one, facts }) => one.truth === null && facts['GPS:GPSTimeStamp'] !== undefined,
  ],
  ['offset', 'an offset of no place', ({ one }) => one.read === null && Number(text(one.truth).slice(2, 4)) >= 14],
  [
    'GPS',
    'no place on earth, or 0/0',
    ({ one, facts }) => one.read === null && (text(one.truth).includes('"lat":0,"lon":0') || beyond(facts)),
  ],
  [
    'lens',
    'told by its numbers',
    ({ one, facts }) => one.truth === undefined && facts['ExifIFD:LensInfo'] !== undefined,
  ],
  ['lens', 'no name of a lens', ({ one }) => one.read === null && /^"[-\s]*"$|unknown|^"0/i.test(text(one.truth))],
  [
    'iso',
    'above 65,534 it stands in another field, or there alone',
    ({ facts }) =>
      ['RecommendedExposureIndex', 'StandardOutputSensitivity'].some((name) => facts[`ExifIFD:${name}`] !== undefined),
  ],
  ['aperture', 'told in APEX, rounded to tenths', ({ facts }) => facts['ExifIFD:FNumber'] === undefined],
  ['exposure', 'told in APEX, which exiftool rounds', ({ facts }) => facts['ExifIFD:ExposureTime'] === undefined],
  [
    'orientation',
    'the preview of this raw file is upright already (docs/formats.md)',
    ({ photo, facts }) => isRawType(photo.mediaType) && Number(facts['IFD0:Orientation']) >= 5,
  ],
  [
    'orientation',
    'the first directory of this TIFF calls itself reduced',
    ({ photo, facts }) => photo.mediaType === 'image/tiff' && facts['IFD0:SubfileType'] !== undefined,
  ],
  ['keywords', 'bytes stand between IPTC’s records, where exiftool ends', ({ one }) => /padding-bytes/.test(one.path)],
  ['keywords', FOREIGN, ({ one }) => isForeign(one)],
  ['title', FOREIGN, ({ one }) => isForeign(one)],
  ['orientation', 'the container crops the coded size (clap)', ({ photo }) => /heic|avif/.test(photo.mediaType)],
]

function reasonOf(one: Comparison, file: ManifestFile, facts: Facts, photo: DecodedPhoto): string | undefined {
  const known = reasonFor(one, file)?.why
  return known ?? RULES.find(([field, , applies]) => field === one.field && applies({ one, facts, photo }))?.[1]
}

/** Letters of both, which differ. */
function isForeign({ read, truth }: Comparison): boolean {
  return [read, truth].every((value) => /[^ -~]/.test(text(value)))
}

function saidElsewhere(facts: Facts, { fields }: DecodedPhoto, zone: string): boolean {
  const local = fields.takenLocal?.slice(0, 19).replaceAll('-', ':').replace('T', ' ') ?? ''
  const values = Object.values(facts).map(String)
  const hours = String(facts['ExifIFD:TimeZoneOffset'] ?? '').split(' ')[0]
  return (
    values.some((value) => value.startsWith(local) && value.endsWith(zone)) ||
    values.some((value) => value === `${local.slice(11)}${zone}`) ||
    [facts['ExifIFD:OffsetTime'], facts['ExifIFD:OffsetTimeDigitized']].includes(zone) ||
    (hours !== '' && Number(hours) === Number.parseInt(zone, 10))
  )
}

function beyond(facts: Facts): boolean {
  return (
    Math.abs(Number(facts['Composite:GPSLatitude'])) > 90 || Math.abs(Number(facts['Composite:GPSLongitude'])) > 180
  )
}
