import { expect, test } from 'vitest'
import { PerAskerLimit } from './per-asker-limit'

test('one asker holds so many at a time, whatever others hold', () => {
  const shares = new PerAskerLimit(2, 'Wait.')
  const [first] = [shares.take('a'), shares.take('a')]
  expect(() => shares.take('a')).toThrow(expect.objectContaining({ code: 'rate_limited', message: 'Wait.' }))
  shares.take('b')
  expect(shares.all).toBe(3)
  first?.()
  first?.()
  expect(shares.all).toBe(2)
  shares.take('a')
  expect(() => shares.take('a')).toThrow()
})
