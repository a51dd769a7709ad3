import { dayLabel, MONTHS, NO_DATE, partsOf } from './day-text'

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
