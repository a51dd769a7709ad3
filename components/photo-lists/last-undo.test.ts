import { expect, it, vi } from 'vitest'
import { announceWithUndo, undoable, undoLast } from './last-undo'

it('takes back what was done last, once, and then nothing', () => {
  const [first, second] = [vi.fn(), vi.fn()]
  expect(undoLast()).toBe(false)
  announceWithUndo('1 photo moved to the trash', first)
  announceWithUndo('2 photos rated', second)
  expect(undoLast()).toBe(true)
  expect([first, second].map((undo) => undo.mock.calls.length)).toEqual([0, 1])
  expect(undoLast()).toBe(false)
})

it('waits for what is under way, and takes back nothing else where that does not work', async () => {
  const undone: string[] = []
  announceWithUndo('earlier', () => undone.push('earlier'))
  const fails = undoable(Promise.resolve(false))
  expect(undoLast()).toBe(true)
  await fails
  await Promise.resolve()
  expect(undone).toEqual([])

  const works = undoable(
    Promise.resolve().then(() => {
      announceWithUndo('done', () => undone.push('done'))
      return true
    }),
  )
  expect([undoLast(), undone]).toEqual([true, []])
  await works
  await Promise.resolve()
  expect(undone).toEqual(['done'])
})
