import { describe, expect, it } from 'vitest'
import { counted, countPhotos, plural } from './plural'

describe('plural', () => {
  it.each([
    [0, 'photos'],
    [1, 'photo'],
    [2, 'photos'],
    [1_000, 'photos'],
  ])('%i', (count, word) => {
    expect(plural(count, 'photo')).toBe(word)
  })
  it('takes whole sentences and irregular words', () => {
    expect(plural(1, 'Its file stays.', 'Their files stay.')).toBe('Its file stays.')
    expect(plural(3, 'Its file stays.', 'Their files stay.')).toBe('Their files stay.')
  })
})

it('marks the thousands of a count', () => {
  expect([counted(1, 'object'), counted(12_345, 'object')]).toEqual(['1 object', '12,345 objects'])
  expect([0, 1, 200_000].map(countPhotos)).toEqual(['0 photos', '1 photo', '200,000 photos'])
  expect(counted(2, 'entry', 'entries')).toBe('2 entries')
})
