import { describe, expect, it } from 'vitest'
import { takeBatch } from './take-batch'

const files = (...sizes: number[]) => sizes.map((bytes, index) => ({ index, bytes }))

describe('takeBatch', () => {
  it.each([
    ['nothing from nothing', files(), { count: 3, bytes: 10 }, 0],
    ['at most count', files(1, 1, 1, 1), { count: 3, bytes: 10 }, 3],
    ['at most the bytes', files(4, 4, 4), { count: 9, bytes: 8 }, 2],
    ['one that is too large alone', files(50, 1), { count: 9, bytes: 8 }, 1],
    ['all when they fit', files(1, 2), { count: 9, bytes: 8 }, 2],
  ])('takes %s', (_, queue, limits, expected) => {
    const before = [...queue]
    expect(takeBatch(queue, limits)).toEqual(before.slice(0, expected))
    expect(queue).toEqual(before.slice(expected))
  })

  it('stops where an entry does not fit the first', () => {
    const queue = [1, 1, 2, 1].map((kind) => ({ kind, bytes: 1 }))
    expect(takeBatch(queue, { count: 9, bytes: 9 }, (a, b) => a.kind === b.kind)).toHaveLength(2)
  })

  it('cuts 10,000 files into batches of 500 and loses none', () => {
    const queue = files(...Array.from({ length: 10_000 }, () => 1))
    const sizes: number[] = []
    while (queue.length > 0) sizes.push(takeBatch(queue, { count: 500, bytes: 1e9 }).length)
    expect(sizes).toEqual(Array.from({ length: 20 }, () => 500))
  })
})
