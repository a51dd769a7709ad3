/** Names of days and months are written out instead of Intl: browser and server carry different ICU versions, and their words must be the same. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
/** Names of the months, January first. */
export const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** What stands where a date would. */
export const NO_DATE = 'No date'

/** Weekday, date, month and year of a day, `2023-08-10`. */
export function partsOf(day: string): { weekday: string; date: number; month: string; year: number } {
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
  return day === '' ? NO_DATE : `${weekdayOf(day)} ${dateLabel(day)}`
}

/** `Thu` of `2023-08-10`. */
export function weekdayOf(day: string): string {
  return partsOf(day).weekday.slice(0, 3)
}

/** `10 Aug 2023` of `2023-08-10`: for spans, which are read by their dates; of no day `No date`. */
export function dateLabel(day: string): string {
  if (day === '') return NO_DATE
  const { date, month, year } = partsOf(day)
  return `${date} ${month.slice(0, 3)} ${year}`
}
