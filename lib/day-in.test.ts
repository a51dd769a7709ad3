import { expect, it } from 'vitest'
import { dayIn } from './day-in'

it.each([
  ['UTC', '2026-11-28T23:30:00Z', '2026-11-28'],
  ['Pacific/Kiritimati', '2026-11-28T12:30:00Z', '2026-11-29'],
  ['America/Los_Angeles', '2026-03-01T06:00:00Z', '2026-02-28'],
  ['Asia/Kolkata', '2026-12-31T18:30:00Z', '2027-01-01'],
  ['Atlantis/Capital', '2026-11-28T12:00:00Z', null],
  ['', '2026-11-28T12:00:00Z', null],
])('in %s at %s it is %s', (zone, now, day) => expect(dayIn(zone, new Date(now))).toBe(day))
