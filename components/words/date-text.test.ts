import { describe, expect, it } from 'vitest'
import { momentLabel, monthLabel, takenLabel } from './date-text'
import { dateLabel, dayLabel } from './day-text'
import { timeLeft } from './time-left'

describe('days and months', () => {
  it.each([
    ['2023-08-10', 'Thu 10 Aug 2023'],
    ['', 'No date'],
  ])('%j is %s', (day, words) => expect(dayLabel(day)).toBe(words))
  it('leaves the weekday out of a span', () => {
    expect(dateLabel('2023-08-10')).toBe('10 Aug 2023')
  })
  it.each([
    ['2023-08', 'August 2023'],
    ['2024-12', 'December 2024'],
    ['none', 'No date'],
    ['', 'No date'],
  ])('%j is %s', (month, words) => expect(monthLabel(month)).toBe(words))
})

describe('moments', () => {
  it.each([
    ['2023-08-10T14:03:00+02:00', 'Thursday 10 August 2023, 14:03 UTC+02:00'],
    ['2023-08-10T14:03:00-07:00', 'Thursday 10 August 2023, 14:03 UTC−07:00'],
    ['2023-08-10T14:03:00Z', 'Thursday 10 August 2023, 14:03 UTC'],
    ['2023-08-10T14:03:00.123', 'Thursday 10 August 2023, 14:03'],
  ])('a photo of %s was taken %s', (takenAt, words) => expect(takenLabel(takenAt)).toBe(words))
  it('says a moment of the server the same way everywhere', () => {
    expect(momentLabel('2026-11-21T18:04:59+02:00')).toBe('Sat 21 Nov 2026, 16:04 UTC')
  })
})

describe('timeLeft', () => {
  it.each([
    [0.4, 'a few seconds left'],
    [12, '20 s left'],
    [59.9, '60 s left'],
    [61, '2 min left'],
    [3540, '59 min left'],
    [3600, '1 h left'],
    [4800, '1 h 20 min left'],
    [7201, '2 h 1 min left'],
  ])('%s s', (seconds, words) => expect(timeLeft(seconds)).toBe(words))
})
