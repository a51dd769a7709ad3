import { expect, it } from 'vitest'
import { bytesOfGigabytes, bytesOfMegabytes, gigabytesOf, megabytesOf, objectsOf } from './quota-text'

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

it.each([
  ['', null],
  ['200', 200_000_000],
  ['0.5', 500_000],
])('takes %j megabytes as %j bytes', (typed, bytes) => {
  expect(bytesOfMegabytes(typed)).toBe(bytes)
  if (bytes !== null) expect(megabytesOf(bytes)).toBe(typed)
})

it.each([
  ['', null],
  ['500000', 500_000],
  ['5,000,000', 5_000_000],
])('takes %j as %j objects', (typed, objects) => {
  expect(objectsOf(typed, 'sourceMaxObjects')).toBe(objects)
})

it.each(['many', '-5', '5 M'])('says what would be right for %j objects', (typed) => {
  expect(() => objectsOf(typed, 'sourceMaxObjects')).toThrow(/number such as/)
})
