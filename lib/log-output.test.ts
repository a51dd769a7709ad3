import { afterEach, expect, test, vi } from 'vitest'
import { takeOverOutput } from './log-output'

const before = { ...console }
afterEach(() => {
  Object.assign(console, before)
  vi.restoreAllMocks()
})

test('remarks of packages without an error stay out of the log; warnings and errors are told without their words', () => {
  vi.spyOn(process, 'on').mockReturnThis()
  vi.spyOn(process, 'removeAllListeners').mockReturnThis()
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  takeOverOutput('web', { words: true })
  console.log('✓ Running next.config.js took 191ms')
  console.warn('SECRET')
  console.log('SECRET', new Error('SECRET'))
  const events = written.mock.calls.map(([line]) => JSON.parse(String(line)))
  written.mockRestore()
  expect(events.map(({ level, event, errors }) => [level, event, errors.length])).toEqual([
    ['warn', 'web.console', 0],
    ['info', 'web.console', 1],
  ])
  expect(JSON.stringify(events)).not.toContain('SECRET')
})
