import { expect, it } from 'vitest'
import { bytesOfGigabytes, gigabytesOf } from './quota-text'

it.each([
  ['', null],
  [' ', null],
  ['50', 50_000_000_000],
  ['0', 0],
  ['1.5', 1_500_000_000],
  ['1,5', 1_500_000_000],
])('takes %j as %j bytes', (typed, bytes) => {
  expect(bytesOfGigabytes(typed)).toBe(bytes)
  expect(bytesOfGigabytes(gigabytesOf(bytes))).toBe(bytes)
})

it.each(['many', '-1', '1e12', '5 GB', 'NaN'])('says what would be right for %j', (typed) => {
  expect(() => bytesOfGigabytes(typed)).toThrow(/number of gigabytes/)
})
