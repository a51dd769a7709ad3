import { parseOffset } from './offsets'

/** Wall-clock time (`YYYY-MM-DDTHH:MM:SS.mmm`) and its distance from UTC in minutes, where known. */
export interface TakenTime {
  local: string
  offset: number | null
  /** The day alone is known: the time is midnight's. */
  day: boolean
}

const EARLIEST_YEAR = 1000
const MS_PER_DAY = 86_400_000
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const CLOCK = '\\d{1,2}:\\d{1,2}(?::\\d{1,2})?(?:\\s*[ap]\\.?m\\.?)?'

const YEAR_FIRST = /^(\d{4})\s?[-:/._\s]\s?(\d{1,2})\s?[-:/._\s]\s?(\d{1,2})(?!\d)(?:[T,;:_-]|\s)?(.*)$/is
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:[-_T\s]{0,3}(\d\d)(\d\d)(\d\d)?(?!\d)(.*))?$/is
const DAY_FIRST = new RegExp(
  `^(?:[a-z]{2,9}\\.?,?\\s+)?(\\d{1,2})\\.?[-\\s]+${MONTH}[-\\s,]+(\\d{4})(?:[\\s,]+(.*))?$`,
  'is',
)
const CTIME = new RegExp(
  `^(?:[a-z]{3,9},?\\s+)?${MONTH}\\s+(\\d{1,2}),?\\s+(${CLOCK}[^\\d+-]{0,8}(?:[+-]\\d{4})?)\\s+(\\d{4})$`,
  'is',
)
const MONTH_FIRST = new RegExp(`^(?:[a-z]{3,9},?\\s+)?${MONTH}\\s+(\\d{1,2}),?\\s+(\\d{4})(?:[\\s,]+(.*))?$`, 'is')
const SLASHES = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[\s,]+(.*))?$/s
/** With dots the day is first, everywhere. */
const DOTS = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[\s,]+(.*))?$/s
const TIME =
  /^\s*(\d{1,2})\s?[:.h]\s?(\d{1,2})(?:\s?[:.]\s?(\d{1,2})(?:[.,](\d{1,9}))?)?\s*(?:([ap])\.?\s?m\.?(?![a-z]))?\s*(.*)$/is

/** `10-14-22` and `10h14m22s`. */
const OTHER_MARKS = /^(\s*\d{1,2})(?:\s?h\s?|-)(\d{1,2})(?:\s?m(?:in)?\s?|-)(\d{1,2})s?(?![\d-])/i

/**
 * One reader for every shape in which files write a date: EXIF's (`YYYY:MM:DD HH:MM:SS`), ISO 8601, with dashes, slashes or dots, unpadded, without
 * seconds or with fractions, with a zone behind it, AM and PM, IPTC's compact form, RFC 1123 and ctime. Impossible days and times, bare years and
 * months, the unset clock of 1970 and anything more than a day in the future are no date.
 * @param fraction digits of a second, where they stand apart (SubSecTime)
 */
export function readDate(value: string | undefined, fraction?: string): TakenTime | null {
  const text = unified((value ?? '').slice(0, 100))
  const first = YEAR_FIRST.exec(text)
  if (first) return build([first[1], first[2], first[3]], first[4], fraction)
  const compact = COMPACT.exec(text)
  if (compact) {
    const [, year, month, day, hour, minute, second = '00', rest = ''] = compact
    return build([year, month, day], hour === undefined ? '' : `${hour}:${minute}:${second}${rest}`, fraction)
  }
  const dots = DOTS.exec(text)
  if (dots) return build([dots[3], dots[2], dots[1]], dots[4])
  return readWritten(text) ?? readSlashes(text)
}

/** Taiwan's clocks name the parts of the day. */
const MORNING = /上午|午前|오전|凌晨|清晨|早上/
const AFTERNOON = /下午|午後|오후|中午|晚上/

/** Quotes, full-width digits and the words of East Asia (`2024年2月21日 下午3时14分`) in the form of all others. */
function unified(value: string): string {
  const text = value
    .normalize('NFKC')
    .replaceAll('\0', ' ')
    .replaceAll(/^["'\s]+|["'\s]+$/g, '')
  if (!/[\u3400-\u9fff\uac00-\ud7a3]/.test(text)) return text
  const half = MORNING.test(text) ? ' AM' : AFTERNOON.test(text) ? ' PM' : ''
  const marked = text
    .replace(MORNING, ' ')
    .replace(AFTERNOON, ' ')
    .replaceAll(/\s*[年月년월]\s*/g, '-')
    .replaceAll(/\s*[时時点點시分분]\s*/g, ':')
    .replaceAll(/\s*[日号일]|\s*[秒초]/g, ' ')
  return `${marked.replace(/[:\s]+$/, '')}${half}`
}

/** Forms with the month's English name. */
function readWritten(text: string): TakenTime | null {
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst) return build([dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]], dayFirst[4])
  const ctime = CTIME.exec(text)
  if (ctime) return build([ctime[4], monthOf(ctime[1]), ctime[2]], ctime[3])
  const monthFirst = MONTH_FIRST.exec(text)
  return monthFirst ? build([monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]], monthFirst[4]) : null
}

/** `4/17/2015` is American where nothing else can be meant: a day above twelve, or AM and PM; where both can be, it is no date. */
function readSlashes(text: string): TakenTime | null {
  const match = SLASHES.exec(text)
  if (!match) return null
  const [, one = '', other = '', year, time = ''] = match
  if (Number(one) > 12) return build([year, other, one], time)
  return Number(other) > 12 || /[ap]\.?m/i.test(time) ? build([year, one, other], time) : null
}

function build(date: (string | undefined)[], time = '', fraction?: string): TakenTime | null {
  const numbers = date.map(Number)
  const clock = TIME.exec(time.replace(OTHER_MARKS, '$1:$2:$3'))
  if (!clock) {
    const local = /\d/.test(time) && !/^\s*\d{1,2}\s*$/.test(time) ? null : assemble([...numbers, 0, 0, 0])
    return local === null ? null : { local, offset: null, day: true }
  }
  const [, hour, minute, second = '0', part, half, zone] = clock
  const local = assemble([...numbers, hourOf(Number(hour), half), Number(minute), Number(second)], part ?? fraction)
  return local === null ? null : { local, offset: parseOffset(zone), day: false }
}

/** The hour on a clock of 24; older Android phones write 24 for the first hour of the same day. */
export function hourOf(hour: number, half: string | undefined): number {
  if (!half) return hour === 24 ? 0 : hour
  if (hour > 12) return hour
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
}

function monthOf(name = ''): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1)
}

/** A time made of year, month, day, hour, minute, second; null where there is no such day or time, or none that a picture can have. */
export function assemble(parts: number[], fraction = ''): string | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  if (year < EARLIEST_YEAR || hour > 23 || minute > 59 || second > 60) return null
  const milli = Number(`${/^\d*/.exec(fraction.trim())?.[0] ?? ''}000`.slice(0, 3))
  // A leap second has no place in a timestamp of Postgres: it becomes the second before.
  const time = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), milli)
  const date = new Date(time)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  if (time === 0 || time > Date.now() + MS_PER_DAY) return null
  return date.toISOString().slice(0, -1)
}
