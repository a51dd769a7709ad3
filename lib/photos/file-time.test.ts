import { describe, expect, it } from 'vitest'
import { believableFileTime } from './file-time'

const ARRIVED = new Date('2026-11-26T12:00:00Z')

describe('the time of a file as a guess', () => {
  it.each([
    ['years ago', '2015-03-01T10:00:00Z', true],
    ['yesterday', '2026-11-25T12:00:00Z', true],
    ['just now: copied or unpacked', '2026-11-26T11:59:00Z', false],
    ['in the future', '2027-01-01T00:00:00Z', false],
    ['the beginning of Unix', '1970-01-01T00:00:00Z', false],
    ['the beginning of FAT and ZIP', '1980-01-01T00:00:00Z', false],
    ['the same in the west', '1980-01-01T11:00:00Z', false],
    ['the zero of ZIP', '1979-11-30T00:00:00Z', false],
    ['npm’s constant', '1985-10-26T08:15:00Z', false],
    ['the first digital cameras', '1990-05-05T00:00:00Z', true],
    ['no time', 'nonsense', false],
  ])('%s', (_, time, believed) => {
    expect(believableFileTime(new Date(time), ARRIVED)).toEqual(believed ? new Date(time) : null)
  })

  it('is nothing without a time', () => {
    expect(believableFileTime(null, ARRIVED)).toBeNull()
    expect(believableFileTime(undefined, ARRIVED)).toBeNull()
  })
})
