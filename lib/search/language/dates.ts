import { ValueProblem } from './value-problem'

const HINT = 'write 2023, 2023-08, 2023-08-01, 01.08.2023 or 2023-08-01T14:03:00+02:00'
const ISO =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/i
const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/
const DAY = 86_400_000

/** The stretch of time that a written date names: wall clock where the photo was taken, or instants when `offset` is set. */
export interface DateSpan {
  /** First moment, milliseconds as if the wall clock were UTC. */
  from: number
  /** First moment after it. */
  until: number
  /** Minutes from UTC when the text carried a zone. */
  offset: number | null
}

/** @returns the canonical text of a date @throws ValueProblem when it is none */
export function canonicalDate(text: string): string {
  const german = GERMAN.exec(text)
  const iso = german ? `${german[3]}-${two(german[2])}-${two(german[1])}` : text.toUpperCase().replace(' ', 'T')
  if (!ISO.test(iso)) throw notADate(text)
  dateSpan(iso)
  return iso
}

function notADate(text: string): ValueProblem {
  return new ValueProblem(`"${text.slice(0, 40)}" is not a date; ${HINT}`)
}

/**
 * What a canonical date covers: a year, a month, a day, a minute, a second or a millisecond.
 * @throws ValueProblem for text that is no date and for days that do not exist
 */
export function dateSpan(text: string): DateSpan {
  const match = ISO.exec(text)
  if (!match) throw notADate(text)
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? null : Number(part)))
  if (!year) throw new ValueProblem(`there is no year 0; ${HINT}`)
  if (month != null && (month < 1 || month > 12)) throw new ValueProblem(`there is no month ${month}; ${HINT}`)
  if (day != null && month != null && (day < 1 || day > daysIn(year, month))) {
    throw new ValueProblem(`${year}-${two(month)} has no day ${day}, it has ${daysIn(year, month)}`)
  }
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) {
    throw new ValueProblem('there is no such time of day; write 14:03 or 14:03:00')
  }
  if (month == null) return span(utc(year, 1, 1), utc(year + 1, 1, 1))
  if (day == null) return span(utc(year, month, 1), month === 12 ? utc(year + 1, 1, 1) : utc(year, month + 1, 1))
  if (hour == null) return span(utc(year, month, day), utc(year, month, day) + DAY)
  const fraction = match[7]
  const unit = second == null ? 60_000 : fraction === undefined ? 1000 : 10 ** (3 - fraction.length)
  const clock = (hour * 3600 + (minute ?? 0) * 60 + (second ?? 0)) * 1000 + Number((fraction ?? '').padEnd(3, '0'))
  const from = utc(year, month, day) + clock
  return { from, until: from + unit, offset: zone(match[8]) }
}

function span(from: number, until: number): DateSpan {
  return { from, until, offset: null }
}

function zone(text: string | undefined): number | null {
  if (text === undefined) return null
  if (text.toUpperCase() === 'Z') return 0
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))]
  if (hours > 14 || minutes > 59) throw new ValueProblem(`there is no zone ${text}; write Z or +02:00`)
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function utc(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getTime()
}

function daysIn(year: number, month: number): number {
  return Math.round((utc(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - utc(year, month, 1)) / DAY)
}

function two(value: number | string | undefined): string {
  return String(value).padStart(2, '0')
}

/** Milliseconds of a wall clock as Postgres reads a timestamp without time zone. Years 1 to 10000. */
export function sqlTimestamp(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString()
  return iso.replace('T', ' ').replace('Z', '').replace(/^\+0*/, '')
}
