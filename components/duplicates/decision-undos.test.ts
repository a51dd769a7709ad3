import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createDecisionUndos, UNDO_FOR } from './decision-undos'

const [A, B, C] = ['a', 'b', 'c'].map((end) => `00000000-0000-4000-8000-00000000000${end}`) as [string, string, string]

/** A tab's storage. @param text what lies in it */
function tab(text?: string) {
  const kept = new Map<string, string>(text === undefined ? [] : [['albumen.duplicates.undos', text]])
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const load = (account = 'ann') => {
    const undos = createDecisionUndos(() => storage)
    undos.open(account)
    return undos
  }
  return { kept, load }
}

const idsOf = (entry?: { undos: readonly { id: string }[] }) => entry?.undos.map(({ id }) => id)

beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }))
afterEach(() => void vi.useRealTimers())

it('knows after a reload what was decided, the last one first, and that it is of before', () => {
  const { load } = tab()
  const before = load()
  before.add(A)
  before.add(B)
  expect(before.last()).toMatchObject({ key: B, isFromBefore: false })
  expect(before.last(true)).toBeUndefined()
  const after = load()
  expect(after.last()).toMatchObject({ key: B, isFromBefore: true })
  after.add(C)
  expect(after.last()?.key).toBe(C)
  expect(after.last(true)?.key).toBe(B)
  after.drop(B)
  expect(
    load()
      .get()
      .map(({ key }) => key),
  ).toEqual([A, C])
})

it('keeps a run as one entry, with each reply of it at once', () => {
  const { load } = tab()
  const undos = load()
  undos.add(A, A)
  expect(idsOf(load().last())).toEqual([A])
  undos.add(C)
  undos.add(B, A)
  expect(load().get().map(idsOf)).toEqual([[A, B], [C]])
  undos.drop(A)
  expect(idsOf(load().find(A))).toEqual([B])
})

it('lets go of what is older than ten minutes, part by part', () => {
  const { load, kept } = tab()
  const undos = load()
  undos.add(A, A)
  vi.advanceTimersByTime(UNDO_FOR / 2)
  undos.add(B, A)
  vi.advanceTimersByTime(UNDO_FOR / 2 - 1)
  expect(idsOf(undos.last())).toEqual([A, B])
  vi.advanceTimersByTime(1)
  expect(idsOf(undos.last())).toEqual([B])
  vi.advanceTimersByTime(UNDO_FOR / 2)
  expect(load().last()).toBeUndefined()
  expect(undos.last()).toBeUndefined()
  expect(kept.size).toBe(0)
})

it('tells the next account of the tab nothing, with a reload and without', () => {
  const { load, kept } = tab()
  load().add(A)
  const other = load('bob')
  expect(other.last()).toBeUndefined()
  expect(kept.size).toBe(0)
  other.add(B)
  other.open('ann')
  expect(other.last()).toBeUndefined()
  expect(load('bob').last()).toBeUndefined()
})

it('opens what is open for the same account without losing its order or what is of now', () => {
  const undos = tab().load()
  undos.add(A)
  undos.open('ann')
  expect(undos.get()).toMatchObject([{ key: A, isFromBefore: false }])
})

it('passes over what is held, and holds nothing twice', () => {
  const undos = tab().load()
  expect(undos.hold(A)).toBe(false)
  undos.add(A)
  undos.add(B)
  expect([undos.hold(B), undos.hold(B)]).toEqual([true, false])
  expect(undos.last()?.key).toBe(A)
  undos.release(B)
  expect(undos.last()?.key).toBe(B)
})

it.each([
  '{',
  'null',
  '[]',
  `{"account":"ann","entries":[{"key":"${A}","undos":[]}]}`,
  '{"account":"ann","entries":[{"key":"../x","undos":[{"id":"../x","at":1900000000000}]}]}',
])('begins with nothing where %s is kept', (text) => {
  const undos = tab(text).load()
  expect(undos.get()).toEqual([])
  undos.add(A)
  expect(undos.last()?.key).toBe(A)
})

it('works until the next reload where storage is off', () => {
  const undos = createDecisionUndos(() => {
    throw new DOMException('off', 'SecurityError')
  })
  undos.open('ann')
  undos.add(A)
  expect(undos.last()?.key).toBe(A)
})

it('knows what was sent after a reload before the reply, as what may have been done, and once when the reply came', () => {
  const { load } = tab()
  const undos = load()
  undos.expect(A)
  undos.hold(A)
  expect(undos.last()).toBeUndefined()
  expect(load().last()?.undos).toMatchObject([{ id: A, isSure: false }])
  undos.add(A)
  undos.release(A)
  expect(load().last()?.undos).toMatchObject([{ id: A, isSure: true }])
  undos.expect(B, A)
  undos.drop(B)
  expect(idsOf(load().last())).toEqual([A])
})
