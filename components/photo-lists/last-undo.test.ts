import { expect, it, vi } from 'vitest'
import { announceWithUndo, undoLast } from './last-undo'

it('takes back what was done last, once, and then nothing', () => {
  const [first, second] = [vi.fn(), vi.fn()]
  expect(undoLast()).toBe(false)
  announceWithUndo('1 photo moved to the trash', first)
  announceWithUndo('2 photos rated', second)
  expect(undoLast()).toBe(true)
  expect([first, second].map((undo) => undo.mock.calls.length)).toEqual([0, 1])
  expect(undoLast()).toBe(false)
})
