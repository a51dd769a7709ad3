import { describe, expect, it } from 'vitest'
import { dateAt, heightOf, positionAt, positionOfDay, scaleOf, yearLabels } from './timeline-scale'

const DESC = scaleOf({
  months: [
    { month: '2024-02', count: 10 },
    { month: '2023-08', count: 80 },
    { month: '2019-12', count: 10 },
  ],
  undated: 0,
})

describe('the scale of months', () => {
  it('is as long as its photos are many', () => {
    expect(DESC.map(({ start, end }) => [start, end])).toEqual([
      [0, 0.1],
      [0.1, 0.9],
      [0.9, 1],
    ])
  })

  it.each([0, 0.05, 0.3, 0.899, 0.95])('finds the position at %s and its height again', (at) => {
    expect(heightOf(DESC, positionAt(DESC, at))).toBeCloseTo(at)
  })

  it('ends in its last month', () => {
    expect(positionAt(DESC, 1)).toEqual({ index: 2, part: 1 })
  })

  it('asks for the month, and for a day where days can be pointed at', () => {
    expect(dateAt(DESC, { index: 1, part: 0.5 }, 'desc', 10)).toBe('2023-08')
    expect(dateAt(DESC, { index: 1, part: 0 }, 'desc', 400)).toBe('2023-08')
    expect(dateAt(DESC, { index: 1, part: 0.5 }, 'desc', 400)).toBe('2023-08-16')
    expect(dateAt(DESC, { index: 1, part: 1 }, 'desc', 400)).toBe('2023-08-01')
    expect(dateAt(DESC, { index: 0, part: 1 }, 'asc', 400)).toBe('2024-02-29')
  })

  it.each(['desc', 'asc'] as const)('stands on the day it was asked for (%s)', (order) => {
    for (let day = 1; day <= 31; day++) {
      const text = `2023-08-${String(day).padStart(2, '0')}`
      const { index, part } = positionOfDay(DESC, text, order)
      expect(index).toBe(1)
      expect(part).toBeGreaterThanOrEqual(0)
      if (part > 0.02) expect(dateAt(DESC, { index, part: part + 0.001 }, order, 400)).toBe(text)
    }
  })

  it('takes the nearest month for a day that is not counted', () => {
    expect(positionOfDay(DESC, '2023-09-04', 'desc').index).toBe(1)
    expect(positionOfDay(DESC, '2010-01-01', 'desc').index).toBe(2)
  })

  it('has what has no date at its end, without a year', () => {
    const scale = scaleOf({ months: [{ month: '2023-08', count: 30 }], undated: 10 })
    expect(scale.map(({ month, start, end }) => [month, start, end])).toEqual([
      ['2023-08', 0, 0.75],
      ['none', 0.75, 1],
    ])
    expect(dateAt(scale, { index: 1, part: 0.5 }, 'desc', 400)).toBe('none')
    expect(positionOfDay(scale, '', 'asc')).toEqual({ index: 1, part: 0 })
    expect(positionOfDay(scale, '2010-01-01', 'desc').index).toBe(1)
    expect(positionOfDay(scale, '2024-01-01', 'asc').index).toBe(1)
    expect(yearLabels(scale, 0.05)).toEqual([{ year: '2023', at: 0 }])
  })

  it('labels years that have room', () => {
    expect(yearLabels(DESC, 0.05).map(({ year }) => year)).toEqual(['2024', '2023', '2019'])
    expect(yearLabels(DESC, 0.2).map(({ year }) => year)).toEqual(['2023', '2019'])
  })

  it.each([
    [
      'the year with most photos keeps its label, however many begin before it',
      [5, 3, 2, 80, 10],
      ['2025', '2022', '2021'],
    ],
    ['the newest where all are alike', [10, 10, 10, 10, 10], ['2025', '2024', '2023', '2022', '2021']],
    ['the second only where it has room beside the first', [2, 50, 48], ['2024', '2023']],
  ])('%s', (_, counts, years) => {
    const months = counts.map((count, at) => ({ month: `${2025 - at}-06`, count }))
    expect(yearLabels(scaleOf({ months, undated: 0 }), 0.1).map(({ year }) => year)).toEqual(years)
  })

  it('counts the months of a year together', () => {
    const months = ['2024-02', '2024-01', '2023-03', '2022-02', '2022-01'].map((month, at) => ({
      month,
      count: [30, 30, 6, 5, 5][at] ?? 0,
    }))
    expect(yearLabels(scaleOf({ months, undated: 0 }), 0.1)).toEqual([
      { year: '2024', at: 0 },
      { year: '2022', at: expect.closeTo(66 / 76, 6) },
    ])
  })
})
