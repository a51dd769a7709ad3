import { expect, it, vi } from 'vitest'
import { sheetEnd } from './sheet-end'

it.each([
  ['a little', 20, 0, false, 'stay'],
  ['far down', 120, 0, false, 'close'],
  ['a flick down', 30, 1, false, 'close'],
  ['up', -60, 0, false, 'large'],
  ['a flick up', -20, -1, false, 'large'],
  ['large: up', -60, 0, true, 'stay'],
  ['large: down', 120, 0, true, 'small'],
  ['large: down over half of the screen', 420, 0, true, 'close'],
  ['large: a little', 20, 0, true, 'stay'],
] as const)('%s', (_name, moved, speed, large, end) => {
  vi.stubGlobal('window', { innerHeight: 800 })
  expect(sheetEnd(moved, speed, large)).toBe(end)
})
