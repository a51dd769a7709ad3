import { expect, test, vi } from 'vitest'
import { pastDeadlocks } from './past-deadlocks'

const deadlock = () =>
  new Error('Failed query', { cause: Object.assign(new Error('deadlock detected'), { code: '40P01' }) })

test('what a deadlock has ended is done again, a few times at most', async () => {
  const once = vi.fn<() => Promise<string>>().mockRejectedValueOnce(deadlock()).mockResolvedValue('done')
  expect(await pastDeadlocks(once)).toBe('done')
  expect(once).toHaveBeenCalledTimes(2)
  const always = vi.fn<() => Promise<string>>().mockRejectedValue(deadlock())
  await expect(pastDeadlocks(always)).rejects.toThrow('Failed query')
  expect(always).toHaveBeenCalledTimes(5)
})

test('what waited too long for a lock is done again once', async () => {
  const late = () => new Error('Failed query', { cause: Object.assign(new Error('lock timeout'), { code: '55P03' }) })
  const once = vi.fn<() => Promise<string>>().mockRejectedValueOnce(late()).mockResolvedValue('done')
  expect(await pastDeadlocks(once)).toBe('done')
  const always = vi.fn<() => Promise<string>>().mockRejectedValue(late())
  await expect(pastDeadlocks(always)).rejects.toThrow('Failed query')
  expect(always).toHaveBeenCalledTimes(2)
})

test('what fails for another reason is not', async () => {
  const work = vi.fn<() => Promise<string>>().mockRejectedValue(Object.assign(new Error('no'), { code: '23505' }))
  await expect(pastDeadlocks(work)).rejects.toThrow('no')
  expect(work).toHaveBeenCalledTimes(1)
})
