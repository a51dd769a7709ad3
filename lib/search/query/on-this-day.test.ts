import { expect, it } from 'vitest'
import { dayInYears, weekInYears } from './on-this-day'

const day = (today: string, year: number) => {
  const span = dayInYears(today).find((one) => one.year === year)
  const date = (at = 0) => new Date(at).toISOString().slice(0, 10)
  return span && `${date(span.from)} to ${date(span.until)}`
}

it.each([
  ['2026-11-27', 2019, '2019-11-27 to 2019-11-28'],
  ['2026-01-01', 2025, '2025-01-01 to 2025-01-02'],
  ['2024-02-29', 2020, '2020-02-29 to 2020-03-01'],
  ['2024-02-29', 2023, '2023-02-28 to 2023-03-01'],
  ['2023-02-28', 2020, '2020-02-28 to 2020-03-01'],
  ['2024-02-28', 2020, '2020-02-28 to 2020-02-29'],
  ['2023-03-01', 2020, '2020-03-01 to 2020-03-02'],
  ['2026-11-27', 2026, undefined],
])('%s in %i is %s', (today, year, expected) => {
  expect(day(today, year)).toBe(expected)
})

it('the week is the three days before and after, over the turn of the year', () => {
  const spans = weekInYears('2026-01-01').filter(({ year }) => year === 2020)
  const dates = spans.flatMap(({ from, until }) => [from, until].map((at) => new Date(at).toISOString().slice(0, 10)))
  expect(dates).toEqual(['2019-12-29', '2020-01-01', '2020-01-02', '2020-01-05'])
})
