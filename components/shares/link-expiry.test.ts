import { expect, test } from 'vitest'
import { expiryOf } from './link-expiry'

const NOW = Date.UTC(2026, 10, 26, 12)

test('an end is so many days from now, never, or as it is', () => {
  expect(expiryOf('7', '', NOW)).toBe('2026-12-03T12:00:00.000Z')
  expect(expiryOf('never', '', NOW)).toBeNull()
  expect(expiryOf('keep', '', NOW)).toBeUndefined()
})

test('a date means the end of that day where one is', () => {
  expect(expiryOf('date', '2026-12-24', NOW)).toBe(new Date('2026-12-24T23:59:59').toISOString())
  expect(expiryOf('date', '', NOW)).toBeUndefined()
})
