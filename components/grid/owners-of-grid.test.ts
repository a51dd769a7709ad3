import { expect, test, vi } from 'vitest'
import { followOwners } from './owners-of-grid'

const grid = () => ({}) as Element

test('all tiles of a grid are told once a second person’s photo stands in it, and those that come later', () => {
  const [one, first, second, third] = [grid(), vi.fn(), vi.fn(), vi.fn()]
  followOwners(one, 'anna', first)
  followOwners(one, 'anna', second)
  expect(first).not.toHaveBeenCalled()
  const end = followOwners(one, 'ben', third)
  for (const told of [first, second, third]) expect(told).toHaveBeenCalledTimes(1)
  end()
  const later = vi.fn()
  followOwners(one, 'anna', later)
  expect(later).toHaveBeenCalledTimes(1)
})

test('grids know nothing of each other', () => {
  const [first, second] = [vi.fn(), vi.fn()]
  followOwners(grid(), 'anna', first)
  followOwners(grid(), 'ben', second)
  expect([...first.mock.calls, ...second.mock.calls]).toEqual([])
})
