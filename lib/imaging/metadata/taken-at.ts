/** Wall-clock time (`YYYY-MM-DDTHH:MM:SS.mmm`) and its distance from UTC in minutes, where known. */
export interface TakenTime {
  local: string
  offset: number | null
}

const EARLIEST_YEAR = 1000
const MINUTES_PER_DAY = 1440
const GPS_TOLERANCE_SECONDS = 120

/**
 * A date of EXIF (`YYYY:MM:DD HH:MM:SS`, EXIF 2.32, 4.6.5). Zeros, impossible days, the unset clock of 1970 and anything
 * more than a day in the future are no date.
 * @param fraction digits of SubSecTime
 */
export function parseExifDate(value: string | undefined, fraction?: string): string | null {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec((value ?? '').trim())
  return match ? assemble(match.slice(1).map(Number), fraction) : null
}

/** A date of XMP (ISO 8601 as in ISO 16684-1, 8.2.1.2) with a day; a bare year or month is no date, nothing is invented. */
export function parseXmpDate(value: string | undefined): TakenTime | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/.exec(
    (value ?? '').trim(),
  )
  if (!match) return null
  const local = assemble(
    match.slice(1, 7).map((part) => Number(part ?? 0)),
    match[7],
  )
  return local === null ? null : { local, offset: parseOffset(match[8]) }
}

/** IPTC-IIM 2:55 (`CCYYMMDD`) with 2:60 (`HHMMSS±HHMM`); without a time the day begins. */
export function parseIptcDate(date: string | undefined, time: string | undefined): TakenTime | null {
  const day = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec((date ?? '').trim())
  if (!day) return null
  const clock = /^(\d\d):?(\d\d):?(\d\d)([+-]\d\d:?\d\d)?$/.exec((time ?? '').trim())
  const local = assemble([...day.slice(1), ...(clock?.slice(1, 4) ?? ['0', '0', '0'])].map(Number))
  return local === null ? null : { local, offset: parseOffset(clock?.[4]) }
}

/** The text chunk "Creation Time" of PNG: RFC 1123 is what PNG asks for; programs also write EXIF's or ISO's form. */
export function parsePngDate(value: string | undefined): TakenTime | null {
  const text = (value ?? '').trim()
  const exif = parseExifDate(text)
  if (exif) return { local: exif, offset: null }
  const iso = parseXmpDate(text)
  if (iso) return iso
  const match =
    /^(?:[A-Za-z]{3},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\s+(\d\d):(\d\d):(\d\d)\s*([+-]\d{4})?/.exec(text)
  if (!match) return null
  const month = MONTHS.indexOf((match[2] ?? '').toLowerCase()) + 1
  const local = assemble([match[3], month, match[1], match[4], match[5], match[6]].map(Number))
  return local === null ? null : { local, offset: parseOffset(match[7]) }
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The date in a file name as phones, chat programs and screenshots write it (`IMG_20190704_123456.jpg`, `WhatsApp Image
 * 2020-05-12 at 14.33.21.jpeg`, `IMG-20200512-WA0001.jpg`). The last resort: the offset stays unknown.
 */
export function parseNameDate(filename: string): string | null {
  const name = filename.slice(0, 255)
  const full =
    /(?<!\d)(\d{4})([-_.]?)(\d\d)\2(\d\d)(?:[-_ T]| at )(\d{1,2})([-_.:h]?)(\d\d)\6(\d\d)(\d{3})?(?!\d)\s*([AP]M)?/i.exec(
      name,
    )
  if (full) {
    const [, year, , month, day, hour, , minute, second, milli, half] = full
    return plausible(assemble([year, month, day, twentyFour(Number(hour), half), minute, second].map(Number), milli))
  }
  const day = /(?:^|[A-Z]{2,4}[-_])(\d{4})(\d\d)(\d\d)[-_]WA\d+/i.exec(name)
  return day ? plausible(assemble([...day.slice(1).map(Number), 0, 0, 0])) : null
}

/** A number in a name is a date only where cameras could have written it. */
function plausible(local: string | null): string | null {
  return local !== null && local >= '1990' ? local : null
}

function twentyFour(hour: number, half: string | undefined): number {
  if (!half) return hour
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)
}

/** `+05:45`, `-0300` or `Z` in minutes; null where it is no offset of any place (−12:00 to +14:00). */
export function parseOffset(value: string | undefined): number | null {
  const text = (value ?? '').trim()
  if (text === 'Z') return 0
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(text)
  if (!match) return null
  const minutes = (Number(match[2]) * 60 + Number(match[3])) * (match[1] === '-' ? -1 : 1)
  return validOffset(minutes) && Number(match[3]) < 60 ? minutes : null
}

/**
 * The offset that lies between a wall-clock time and the satellite's UTC: a multiple of 15 minutes, at most two minutes off
 * (a camera's clock drifts), else unknown.
 * @param utc milliseconds since 1970
 */
export function offsetFromUtc(local: string, utc: number): number | null {
  const difference = (Date.parse(`${local}Z`) - utc) / 60_000
  const minutes = Math.round(difference / 15) * 15
  if (Math.abs(difference - minutes) * 60 > GPS_TOLERANCE_SECONDS) return null
  return validOffset(minutes) ? minutes + 0 : null
}

function validOffset(minutes: number): boolean {
  return minutes >= -12 * 60 && minutes <= 14 * 60
}

function assemble(parts: number[], fraction = ''): string | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  if (year < EARLIEST_YEAR || hour > 23 || minute > 59 || second > 60) return null
  const milli = Number(`${/^\d*/.exec(fraction.trim())?.[0] ?? ''}000`.slice(0, 3))
  // A leap second has no place in a timestamp of Postgres: it becomes the second before.
  const time = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), milli)
  const date = new Date(time)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  if (time === 0 || time > Date.now() + MINUTES_PER_DAY * 60_000) return null
  return date.toISOString().slice(0, -1)
}
