import { expect, test } from 'vitest'
import { eachAtOnce } from './each-at-once'

test('does each once, never more at the same time than told', async () => {
  const done: number[] = []
  let [running, most] = [0, 0]
  await eachAtOnce([1, 2, 3, 4, 5, 6, 7], 3, async (one) => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running -= 1
    done.push(one)
  })
  expect([done.sort(), most]).toEqual([[1, 2, 3, 4, 5, 6, 7], 3])
  await eachAtOnce([], 3, () => Promise.reject(new Error('nothing to do')))
})

test('begins no further one after a failure', async () => {
  const begun: number[] = []
  const work = async (one: number) => {
    begun.push(one)
    await new Promise(setImmediate)
    if (one === 2) throw new Error('two')
  }
  await expect(eachAtOnce([1, 2, 3, 4, 5, 6, 7, 8], 2, work)).rejects.toThrow('two')
  for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate)
  expect(begun).toEqual([1, 2, 3])
})
