import { describe, expect, it } from 'vitest'
import type { Photo } from '@/lib/photos/contract'
import { swept } from './drag-select'

const photos = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })) as Photo[]

describe('swept', () => {
  it.each([
    ['ticks from the first tile to the finger', '', 1, 3, 'bcd'],
    ['ticks backwards', '', 3, 1, 'bcd'],
    ['ticks one where the finger is back', '', 2, 2, 'c'],
    ['keeps what was ticked elsewhere', 'e', 0, 1, 'abe'],
    ['unticks where the first one was ticked', 'abcd', 1, 2, 'ad'],
    ['leaves what was ticked before in its way', 'c', 1, 3, 'bcd'],
  ])('%s', (_name, before, from, to, after) => {
    expect(
      swept(photos, new Set(before), from, to)
        .map(({ id }) => id)
        .join(''),
    ).toBe(after)
  })
})
