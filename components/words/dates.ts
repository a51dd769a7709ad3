/** Written out instead of Intl: browser and server carry different ICU versions, and their words must be the same. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

const NO_DATE = 'No date'

function partsOf(day: string): { weekday: string; date: number; month: string; year: number } {
  const date = new Date(`${day}T00:00:00Z`)
  return {
    weekday: WEEKDAYS[date.getUTCDay()] ?? '',
    date: date.getUTCDate(),
    month: MONTHS[date.getUTCMonth()] ?? '',
    year: date.getUTCFullYear(),
  }
}

/** `Thu 10 Aug 2023` of `2023-08-10`; of no day `No date`. */
export function dayLabel(day: string): string {
  if (day === '') return NO_DATE
  return `${partsOf(day).weekday.slice(0, 3)} ${dateLabel(day)}`
}

/** `10 Aug 2023` of `2023-08-10`: for spans, which are read by their dates. */
export function dateLabel(day: string): string {
  const { date, month, year } = partsOf(day)
  return `${date} ${month.slice(0, 3)} ${year}`
}

/** `August 2023` of `2023-08`; of anything else `No date`. */
export function monthLabel(month: string): string {
  const [, year, number] = /^(\d+)-(\d\d)$/.exec(month) ?? []
  return year === undefined ? NO_DATE : `${MONTHS[Number(number) - 1] ?? ''} ${year}`
}

/** `Thursday 10 August 2023, 14:03`, with the zone where it is known. */
export function takenLabel(takenAt: string): string {
  const [day = '', rest = ''] = takenAt.split('T')
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(rest)?.[1]
  const suffix = zone === undefined ? '' : zone === 'Z' ? ' UTC' : ` UTC${zone.replace('-', '−')}`
  const { weekday, date, month, year } = partsOf(day)
  return `${weekday} ${date} ${month} ${year}, ${rest.slice(0, 5)}${suffix}`
}

/** A moment of the server: `Sat 21 Nov 2026, 16:04 UTC`. */
export function momentLabel(at: string): string {
  const iso = new Date(at).toISOString()
  return `${dayLabel(iso.slice(0, 10))}, ${iso.slice(11, 16)} UTC`
}

/** How long something still takes: `8 s left`, `2 min left`, `1 h 20 min left`. Rounded up, so that it never promises too much. */
export function timeLeft(seconds: number): string {
  if (seconds < 10) return 'a few seconds left'
  if (seconds < 60) return `${Math.ceil(seconds / 10) * 10} s left`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 60) return `${minutes} min left`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h left` : `${Math.floor(minutes / 60)} h ${rest} min left`
}
