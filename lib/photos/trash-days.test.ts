import { expect, it } from 'vitest'
import { trashDaysLeft } from './trash-days'

it.each([
  ['2026-11-27T12:00:00.000Z', 30],
  ['2026-11-27T11:59:59.000Z', 29],
  ['2026-10-28T13:00:00.000Z', 0],
  ['2026-09-01T00:00:00.000Z', 0],
])('of what was deleted at %s, %s days are left', (deletedAt, days) => {
  expect(trashDaysLeft(deletedAt, Date.parse('2026-11-27T12:00:00Z'))).toBe(days)
})
