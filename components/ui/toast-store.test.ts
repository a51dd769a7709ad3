import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { currentToasts, dismissToasts, holdToast, showGathered, showToast } from './toast-store'

const messages = () => currentToasts().map(({ message }) => message)
const undone: string[][] = []

const trash = (...names: string[]) =>
  showGathered('trash', names, (parts: string[][]) => ({
    message: `${parts.flat().length} moved to the trash`,
    action: { label: 'Undo', run: () => undone.push(parts.flat()) },
  }))

beforeEach(() => {
  // Of tests before these: the store is the page's.
  dismissToasts()
  vi.useFakeTimers()
  undone.length = 0
})
afterEach(() => {
  dismissToasts()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('what is done many times in a row', () => {
  it('is one toast that counts, and whose Undo takes back all of it', () => {
    for (const name of ['a', 'b', 'c', 'd']) trash(name)
    trash('e', 'f')
    expect(messages()).toEqual(['6 moved to the trash'])
    currentToasts()[0]?.action?.run()
    expect(undone).toEqual([['a', 'b', 'c', 'd', 'e', 'f']])
  })

  it('begins to count anew once the toast has gone', () => {
    trash('a')
    vi.advanceTimersByTime(9_000)
    trash('b')
    vi.advanceTimersByTime(9_000)
    expect(messages()).toEqual(['2 moved to the trash'])
    vi.advanceTimersByTime(1_000)
    expect(messages()).toEqual([])
    trash('c')
    expect(messages()).toEqual(['1 moved to the trash'])
  })

  it('stays while it is under the pointer', () => {
    trash('a')
    holdToast(currentToasts()[0]?.id ?? 0, null)
    trash('b')
    vi.advanceTimersByTime(60_000)
    expect(messages()).toEqual(['2 moved to the trash'])
  })

  it('is told apart by its kind, and keeps its place', () => {
    trash('a')
    showGathered('private', 1, (parts) => ({ message: `${parts.length} made private`, action: undefined }))
    trash('b')
    expect(messages()).toEqual(['2 moved to the trash', '1 made private'])
  })
})

describe('toasts', () => {
  it('say the same once, and are three at most', () => {
    for (let n = 0; n < 3; n++) showToast('It does not answer.', { tone: 'danger' })
    expect(messages()).toEqual(['It does not answer.'])
    showToast('It does not answer.')
    for (const name of ['a', 'b', 'c']) showToast(name)
    expect(messages()).toEqual(['a', 'b', 'c'])
    vi.advanceTimersByTime(5_000)
    expect(messages()).toEqual([])
  })

  it('with an action are never taken for the same: each takes back its own', () => {
    const action = { label: 'Undo', run: () => {} }
    showToast('1 photo rated', { action })
    showToast('1 photo rated', { action })
    expect(currentToasts()).toHaveLength(2)
  })
})
