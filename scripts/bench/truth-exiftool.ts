import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What exiftool says of one file: values by "group:tag". */
export type Facts = Record<string, unknown>

/** A file's metadata on exiftool's judgement. */
export interface Truth {
  taken: { local: string; offset: string | null; gps_utc?: string } | null
  camera: { make: string | null; model: string | null }
  lens: string | null
  gps: { lat: number; lon: number } | null
  title: string
  keywords: string[]
  rating: number | null
  iso: number | null
  aperture: number | null
  exposure: number | null
  /** Width and height as shown; of raw files those of the sensor. */
  size: [number, number] | null
}

const AT_ONCE = 40
const DATES: [tag: string, offset?: string][] = [
  ['ExifIFD:DateTimeOriginal', 'ExifIFD:OffsetTimeOriginal'],
  ['IFD0:DateTimeOriginal'],
  ['XMP-exif:DateTimeOriginal'],
  ['XMP-photoshop:DateCreated'],
  ['IPTC:DateCreated', 'IPTC:TimeCreated'],
  ['ExifIFD:CreateDate', 'ExifIFD:OffsetTimeDigitized'],
  ['IFD0:CreateDate'],
  ['XMP-exif:DateTimeDigitized'],
  ['XMP-xmp:CreateDate'],
  ['IPTC:DigitalCreationDate', 'IPTC:DigitalCreationTime'],
  ['PNG:CreateDate'],
  ['PNG:CreationTime'],
  ['Composite:GPSDateTime'],
]
const KEYWORDS = [
  'XMP-dc:Subject',
  'IPTC:Keywords',
  'IFD0:XPKeywords',
  'XMP-lr:HierarchicalSubject',
  'XMP-digiKam:TagsList',
  'XMP-microsoft:LastKeywordXMP',
  'XMP-microsoft:LastKeywordIPTC',
  'XMP-mediapro:CatalogSets',
  'XMP-acdsee:Keywords',
] // prettier-ignore

/** Asks exiftool about files, a few at a time; one that it dies of is left out. */
export async function askExiftool(paths: string[]): Promise<Map<string, Facts>> {
  const found = new Map<string, Facts>()
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const some = paths.slice(start, start + AT_ONCE)
    for (const facts of await ask(some)) found.set(String(facts.SourceFile), facts)
    for (const path of some) if (!found.has(path)) for (const facts of await ask([path])) found.set(path, facts)
  }
  return found
}

/** It ends with 1 where one of the files has a fault, and answers for the others. */
async function ask(paths: string[]): Promise<Facts[]> {
  const options = { maxBuffer: 256 * 1024 * 1024, timeout: 120_000 }
  const run = promisify(execFile)('exiftool', ['-j', '-G1', '-n', ...paths], options)
  const { stdout } = await run.catch((error: { stdout?: string; code?: unknown }) => {
    if (error.code === 'ENOENT') throw new Error('exiftool is not installed (libimage-exiftool-perl).')
    return { stdout: error.stdout ?? '' }
  })
  try {
    return JSON.parse(stdout || '[]')
  } catch {
    return []
  }
}

/** The values that the fields compare with. */
export function truthOf(facts: Facts): Truth {
  const text = (...tags: string[]) =>
    tags.map((tag) => String([facts[tag] ?? ''].flat()[0] ?? '').trim()).find((value) => value !== '') ?? null
  const number = (...tags: string[]) => {
    const value = Number(
      text(...tags)
        ?.split(/\s+/)
        .find((part) => Number(part) > 0),
    )
    return Number.isFinite(value) && value > 0 ? value : null
  }
  return {
    taken: takenOf(facts),
    camera: { make: text('IFD0:Make', 'XMP-tiff:Make'), model: text('IFD0:Model', 'XMP-tiff:Model') },
    lens: text('ExifIFD:LensModel', 'XMP-aux:Lens', 'XMP-exifEX:LensModel', 'XMP-microsoft:LensModel'),
    gps: placeOf(facts),
    title: text('XMP-dc:Title', 'IPTC:ObjectName', 'IFD0:XPTitle', 'PNG:Title') ?? '',
    keywords: KEYWORDS.flatMap((tag) => [facts[tag] ?? []].flat().map(String)),
    rating: ratingOf(facts),
    iso: number('ExifIFD:ISO', 'XMP-exif:ISO', 'XMP-exifEX:PhotographicSensitivity'),
    aperture: number('ExifIFD:FNumber', 'XMP-exif:FNumber', 'ExifIFD:ApertureValue', 'XMP-exif:ApertureValue'),
    exposure: number('ExifIFD:ExposureTime', 'XMP-exif:ExposureTime', 'ExifIFD:ShutterSpeedValue'),
    size: sizeOf(facts),
  }
}

function takenOf(facts: Facts): Truth['taken'] {
  for (const [tag, beside] of DATES) {
    const other = String(facts[beside ?? ''] ?? '')
    const value = `${facts[tag] ?? ''}${tag.startsWith('IPTC') ? ` ${other}` : ''}`
    const parts = /^\D*(\d{4})\D+(\d{1,2})\D+(\d{1,2})(?:\D+(\d{1,2})\D(\d{1,2})(?:\D(\d{1,2}))?)?/.exec(value)
    if (!parts || Number(parts[2]) < 1 || Number(parts[2]) > 12 || Number(parts[3]) < 1) continue
    const [year, ...rest] = parts.slice(1).map((part) => (part ?? '0').padStart(2, '0'))
    const [month, day, hour, minute, second] = rest
    const zone = /(Z|[+-]\d\d:?\d\d)$/.exec(value.trim())?.[1] ?? (/^[+-]\d\d:\d\d$/.test(other) ? other : null)
    const utc = facts['Composite:GPSDateTime']
    return {
      local: `${year}-${month}-${day}T${hour}:${minute}:${second}`,
      offset: zone?.replace('Z', '+00:00').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2') ?? null,
      ...(utc === undefined ? {} : { gps_utc: String(utc) }),
    }
  }
  return null
}

function placeOf(facts: Facts): Truth['gps'] {
  for (const group of ['Composite', 'XMP-exif']) {
    // What has many decimals comes as text.
    const [lat, lon] = ['Latitude', 'Longitude'].map((name) => Number(facts[`${group}:GPS${name}`] ?? Number.NaN))
    if (Number.isFinite(lat) && Number.isFinite(lon)) return { lat: lat ?? 0, lon: lon ?? 0 }
  }
  return null
}

function ratingOf(facts: Facts): number | null {
  if (Number(facts['XMP-xmpDM:Pick']) === -1 || Number(facts['XMP-digiKam:PickLabel']) === 1) return -1
  const stars = [facts['XMP-xmp:Rating'], facts['IFD0:Rating'], facts['XMP-acdsee:Rating']]
  const found = stars.map(Number).find((value) => Number.isFinite(value) && value >= -1 && value <= 5)
  if (found !== undefined) return Math.round(found)
  const percent = [facts['XMP-microsoft:RatingPercent'], facts['IFD0:RatingPercent']].find(
    (value) => value !== undefined,
  )
  return percent === undefined ? null : [0, 1, 25, 50, 75, 99].indexOf(Number(percent))
}

function sizeOf(facts: Facts): Truth['size'] {
  const pick = (name: string) => {
    const groups = ['File', 'PNG', 'GIF', 'RIFF', 'Meta', 'QuickTime', 'IFD0', 'SubIFD']
    return groups.map((group) => Number(facts[`${group}:${name}`])).find((value) => value > 0)
  }
  const [across, down] = [Number(pick('ImageWidth')), Number(pick('ImageHeight'))]
  if (!(across > 0) || !(down > 0)) return null
  const heif = /heic|heif|avif/i.test(String(facts['File:FileType'] ?? ''))
  const turned = heif
    ? [90, 270].includes(Number(facts['Meta:Rotation'] ?? facts['QuickTime:Rotation'] ?? 0))
    : [5, 6, 7, 8].includes(Number(facts['IFD0:Orientation'] ?? 1))
  return turned ? [down, across] : [across, down]
}
