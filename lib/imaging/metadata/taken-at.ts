import type { TakenBy } from '@/db/schema/file-fields'
import type { TiffDirectory } from '../formats/tiff-directory'
import { gpsUtc, xmpGpsUtc } from './gps'
import { parseNameDate } from './name-date'
import { offsetFromUtc, offsetOfHours, parseOffset } from './offsets'
import { readDate, type TakenTime } from './read-date'
import { asciiOf, type Sources } from './sources'
import type { XmpFields } from './xmp'

/** When a picture was taken and how that is known. */
export interface Taken extends TakenTime {
  from: TakenBy['from']
  /** Its offset may say nothing: editors write IPTC's `+0000` where they know none. */
  filler?: boolean
}

const ORIGINAL = { date: 0x9003, fraction: 0x9291, offset: 0x9011 }
const DIGITIZED = { date: 0x9004, fraction: 0x9292, offset: 0x9012 }
const MODIFIED = 0x132
const OFFSET_OF_CHANGE = 0x9010
const TIME_ZONE_OFFSET = 0x882a
const MINUTE_MS = 60_000

/**
 * When the picture was taken, by the order of strength in docs/metadata.md: capture before digitising, in EXIF before XMP before IPTC before PNG's texts;
 * then the satellite's time, then the file's name. A day without a time gives way to a weaker time of that day only.
 * @param longitude where it was taken, if known: offsets are held against it
 */
export function takenAt(sources: Sources, longitude: number | null): Taken | null {
  const told = [...capture(sources), ...digitizing(sources)]
  const texts = pngTexts(sources)
  const utc = gpsUtc(sources.exif.gps)
  const name = nameDate(sources.filename)
  const spare = [...texts, ...(name ? [name] : [])]
  const first = told[0] ?? bySatellite(spare, utc ?? xmpGpsUtc(sources.xmp), longitude) ?? spare[0]
  if (!first) return null
  const found = first.day ? (timeOfDay(first, [...told, ...spare]) ?? first) : withoutFiller(first, told)
  if (found.offset !== null || found.day) return found
  return { ...found, offset: offsetOf(found, sources, told, utc ?? xmpGpsUtc(sources.xmp), longitude) }
}

/** The moment the shutter was open, strongest first. */
function capture({ exif, xmp, iptc }: Sources): Taken[] {
  return kept('capture', [
    withXmpOffset(fromExif(exif.exif, ORIGINAL), xmp, 'Original'),
    withXmpOffset(fromExif(exif.main, ORIGINAL), xmp, 'Original'),
    fromXmp(xmp, 'Original'),
    readDate(xmp.get('photoshop:DateCreated')?.[0]),
    fromIptc(iptc.get('2:55')?.[0], iptc.get('2:60')?.[0]),
  ])
}

/** The moment the file was first made: of a scan that is another. */
function digitizing({ exif, xmp, iptc }: Sources): Taken[] {
  return kept('digitizing', [
    fromExif(exif.exif, DIGITIZED),
    fromExif(exif.main, DIGITIZED),
    fromXmp(xmp, 'Digitized'),
    readDate(xmp.get('xmp:CreateDate')?.[0]),
    fromIptc(iptc.get('2:62')?.[0], iptc.get('2:63')?.[0]),
  ])
}

function pngTexts({ comments }: Sources): Taken[] {
  const named = (keyword: RegExp) => readDate(comments.find((comment) => keyword.test(comment.keyword))?.text)
  return kept('digitizing', [
    named(/^exif:DateTimeOriginal$/i),
    named(/^exif:DateTimeDigitized$/i),
    named(/^creat(ion|e)[-_ ]?(time|date)$/i),
  ])
}

function nameDate(filename: string): Taken | null {
  const found = parseNameDate(filename)
  return found === null ? null : { ...found, from: 'name' }
}

/** UTC is told where nothing tells the wall clock, or what does tells another moment. */
function bySatellite(texts: Taken[], utc: number | null, longitude: number | null): Taken | null {
  if (utc === null) return null
  const near = texts.find(({ local, offset, day }) => {
    if (day) return false
    return offset === null
      ? offsetFromUtc(local, utc, longitude) !== null
      : Math.abs(instant(local, offset) - utc) < 10 * MINUTE_MS
  })
  const local = readDate(new Date(utc).toISOString().slice(0, 19))?.local
  return near ?? (local === undefined ? null : { local, offset: 0, day: false, from: 'satellite' })
}

/** A weaker time of the day that is known. */
function timeOfDay(day: Taken, all: Taken[]): Taken | undefined {
  const found = all.find(({ local, day: bare }) => !bare && local.slice(0, 10) === day.local.slice(0, 10))
  return found && { ...found, from: day.from }
}

/** The same moment as another place tells it, where the zone of this one may mean nothing. */
function withoutFiller(found: Taken, told: Taken[]): Taken {
  const other = found.filler && told.find(({ local, filler }) => !filler && isMoment(local, found.local))
  return other ? { ...other, from: found.from } : found
}

/** The zone of exactly this moment, or null: that of another moment is another zone. */
function offsetOf(
  { local, from }: Taken,
  { exif }: Sources,
  told: Taken[],
  utc: number | null,
  longitude: number | null,
): number | null {
  const same = told.find((other) => other.offset !== null && !other.filler && isMoment(other.local, local))
  if (same) return same.offset
  const change = readDate(asciiOf(exif.main, MODIFIED) ?? asciiOf(exif.exif, MODIFIED))
  const ofChange =
    change?.offset ?? parseOffset(asciiOf(exif.exif, OFFSET_OF_CHANGE) ?? asciiOf(exif.main, OFFSET_OF_CHANGE))
  if (ofChange !== null && (change === null || Math.abs(apart(change.local, local)) <= MINUTE_MS)) return ofChange
  const original = fromExif(exif.exif, ORIGINAL) ?? fromExif(exif.main, ORIGINAL)
  const hours = exif.exif.get(TIME_ZONE_OFFSET) ?? exif.main.get(TIME_ZONE_OFFSET)
  const ofHours = original && isMoment(original.local, local) ? offsetOfHours(hours?.numbers[0]) : null
  if (ofHours !== null) return ofHours
  return utc === null || from === 'satellite' ? null : offsetFromUtc(local, utc, longitude)
}

function fromExif(tags: TiffDirectory, { date, fraction, offset }: typeof ORIGINAL): TakenTime | null {
  const found = readDate(asciiOf(tags, date), asciiOf(tags, fraction))
  return found && { ...found, offset: found.offset ?? parseOffset(asciiOf(tags, offset)) }
}

/** EXIF's date as XMP keeps it, fraction and zone in properties of their own. */
function fromXmp(xmp: XmpFields, kind: 'Original' | 'Digitized'): TakenTime | null {
  const found = readDate(xmp.get(`exif:DateTime${kind}`)?.[0], xmp.get(`exif:SubSecTime${kind}`)?.[0])
  return found && { ...found, offset: found.offset ?? xmpOffset(xmp, kind) }
}

/** A zone in XMP without a date beside it is the zone of EXIF's date. */
function withXmpOffset(found: TakenTime | null, xmp: XmpFields, kind: 'Original'): TakenTime | null {
  if (found === null || found.offset !== null || xmp.has(`exif:DateTime${kind}`)) return found
  return { ...found, offset: xmpOffset(xmp, kind) }
}

function xmpOffset(xmp: XmpFields, kind: 'Original' | 'Digitized'): number | null {
  return parseOffset((xmp.get(`exif:OffsetTime${kind}`) ?? xmp.get(`exifEX:OffsetTime${kind}`))?.[0])
}

/** IPTC-IIM writes day (`CCYYMMDD`) and time (`HHMMSS±HHMM`) apart. */
function fromIptc(date: string | undefined, time: string | undefined): (TakenTime & { filler?: boolean }) | null {
  const day = readDate(date)
  const clock = /^(\d\d):?(\d\d):?(\d\d)?\s*(.*)$/.exec((time ?? '').trim())
  if (day === null || !day.day || !clock) return day
  const found = readDate(`${day.local.slice(0, 10)} ${clock[1]}:${clock[2]}:${clock[3] ?? '00'}${clock[4]}`)
  return found === null ? day : { ...found, filler: found.offset === 0 }
}

function kept(from: Taken['from'], dates: (Omit<Taken, 'from'> | null)[]): Taken[] {
  return dates.filter((date) => date !== null).map((date) => ({ ...date, from }))
}

/** Whether two wall-clock times are one, to the second. */
export function isMoment(one: string, other: string): boolean {
  return one.slice(0, 19).replace(' ', 'T') === other.slice(0, 19).replace(' ', 'T')
}

function apart(one: string, other: string): number {
  return Date.parse(`${one}Z`) - Date.parse(`${other}Z`)
}

function instant(local: string, offset: number): number {
  return Date.parse(`${local}Z`) - offset * MINUTE_MS
}
