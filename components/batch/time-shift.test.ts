import { expect, test } from 'vitest'
import { parseShift } from '@/lib/edits/taken-at'
import { shiftDuration, shiftedTime, type TimeShift } from './time-shift'

const CASES: [TimeShift, string | null, string][] = [
  [{ sign: 1, days: 0, hours: 0, minutes: 0 }, null, '2024-02-28T23:30'],
  [{ sign: 1, days: 0, hours: 1, minutes: 0 }, 'PT1H', '2024-02-29T00:30'],
  [{ sign: -1, days: 0, hours: 0, minutes: 45 }, '-PT45M', '2024-02-28T22:45'],
  [{ sign: 1, days: 2, hours: 0, minutes: 0 }, 'P2D', '2024-03-01T23:30'],
  [{ sign: -1, days: 1, hours: 26, minutes: 90 }, '-P1DT26H90M', '2024-02-26T20:00'],
]

test.each(CASES)('%j is %s', (shift, duration, moved) => {
  expect(shiftDuration(shift)).toBe(duration)
  expect(shiftedTime('2024-02-28T23:30:00+02:00', shift)).toBe(moved)
  if (duration) {
    const seconds = ((shift.days * 24 + shift.hours) * 60 + shift.minutes) * 60
    expect(parseShift(duration)).toBe(shift.sign * seconds)
  }
})
