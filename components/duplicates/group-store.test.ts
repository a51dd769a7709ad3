import { describe, expect, it } from 'vitest'
import type { DuplicateGroup, DuplicatePage } from '@/lib/duplicates/contract'
import { keptOf } from './group-list'
import { createGroupStore } from './group-store'

function group(id: string, photos = [`${id}1`, `${id}2`]): DuplicateGroup {
  const keep = photos[0] as string
  const rest = { kind: 'resaved', size: photos.length, newest: '', pairs: [], differences: [] }
  return { id, photos: photos.map((one) => ({ id: one })), proposal: { keep, reason: 'first' }, ...rest } as never
}

const page = (ids: string[], next: string | null = null, total = ids.length): DuplicatePage => ({
  items: ids.map((id) => group(id)),
  next,
  total,
})

/** A store over what the server answers, one page after the other. */
function storeOver(first: DuplicatePage, ...replies: (DuplicatePage | Error)[]) {
  return createGroupStore(first, async () => {
    const reply = replies.shift()
    if (!reply || reply instanceof Error) throw reply ?? new Error('not expected')
    return reply
  })
}

const idsOf = (store: ReturnType<typeof storeOver>) => store.get().groups.map(({ id }) => id)

describe('going through the groups', () => {
  it('begins with the first, and stays at the ends', () => {
    const store = storeOver(page(['a', 'b']))
    expect(store.step(-1)).toBe(false)
    expect(store.step(1)).toBe(true)
    expect(store.step(1)).toBe(false)
    expect(store.get().focus).toBe('b')
  })

  it('looks at what stands in the place of a group that is decided on, at the end at the one before', () => {
    const store = storeOver(page(['a', 'b', 'c']))
    store.step(1)
    store.take(group('b'))
    expect(store.get()).toMatchObject({ focus: 'c', total: 2 })
    store.take(group('c'))
    expect(store.get().focus).toBe('a')
    store.take(group('a'))
    expect(store.get()).toMatchObject({ focus: null, total: 0, groups: [] })
  })

  it('puts a group back where it stood', () => {
    const store = storeOver(page(['a', 'b', 'c']))
    const at = store.take(group('b'))
    store.putBack(group('b'), at, true)
    expect(idsOf(store)).toEqual(['a', 'b', 'c'])
    expect(store.get()).toMatchObject({ focus: 'b', total: 3 })
  })

  it('does not look at a group that was refused while another one is looked at', () => {
    const store = storeOver(page(['a', 'b']))
    const at = store.take(group('a'))
    store.putBack(group('a'), at, false)
    expect(idsOf(store)).toEqual(['a', 'b'])
    expect(store.get().focus).toBe('b')
    store.take(group('a'))
    store.take(group('b'))
    store.putBack(group('b'), 0, false)
    expect(store.get().focus).toBe('b')
  })
})

describe('the list asked for again', () => {
  it('leaves out what is decided on meanwhile', async () => {
    const store = storeOver(page(['a', 'b']), page(['a', 'b']), page(['a']))
    const refreshing = store.refresh()
    store.take(group('b'))
    await refreshing
    expect(idsOf(store)).toEqual(['a'])
    store.settle('b')
    await store.refresh()
    expect(idsOf(store)).toEqual(['a'])
  })

  it('keeps what Undo brought back until the server has it', async () => {
    const store = storeOver(page(['a', 'b']), page(['b']), page(['a', 'b']))
    const at = store.take(group('a'))
    store.settle('a')
    store.putBack(group('a'), at, true)
    expect(store.isReturning('a')).toBe(true)
    await store.refresh()
    expect(idsOf(store)).toEqual(['a', 'b'])
    await store.refresh()
    expect(idsOf(store)).toEqual(['a', 'b'])
  })

  it('shows what Undo brought back in place of what is left of it', async () => {
    const whole = group('a', ['a1', 'a2', 'a3', 'a4'])
    const left = { ...page(['b']), items: [group('x', ['a3', 'a4']), group('b')] }
    const store = storeOver({ ...page([]), items: [whole, group('b')], total: 2 }, left, left)
    store.take(whole)
    store.settle('a')
    await store.refresh()
    expect(idsOf(store)).toEqual(['x', 'b'])
    store.putBack(whole, 0, true)
    expect(idsOf(store)).toEqual(['a', 'b'])
    await store.refresh()
    expect(idsOf(store)).toEqual(['a', 'b'])
  })

  it('follows a group whose id has changed by its photos', async () => {
    const later = { ...page([]), items: [group('c'), group('x', ['b2', 'b3'])] }
    const store = storeOver(page(['a', 'b']), later)
    store.focusOn('b')
    await store.refresh()
    expect(store.get().focus).toBe('x')
  })

  it('goes as far as it was loaded, and keeps the list where nobody answers', async () => {
    const store = storeOver(
      page(['a'], 'more', 3),
      page(['b', 'c']),
      page(['a', 'b'], 'more', 3),
      page(['c']),
      new Error('off'),
    )
    await store.more()
    expect(idsOf(store)).toEqual(['a', 'b', 'c'])
    await store.refresh()
    expect(idsOf(store)).toEqual(['a', 'b', 'c'])
    await store.refresh()
    expect(idsOf(store)).toEqual(['a', 'b', 'c'])
    expect(store.get().problem).toBeInstanceOf(Error)
    expect(store.get().loading).toBe(false)
  })
})

describe('what is kept', () => {
  const one = group('g', ['p', 'q', 'r'])
  const kept = (store: ReturnType<typeof storeOver>) => [...keptOf(one, store.get().chosen)].sort()

  it('is the proposal, then what is chosen', () => {
    const store = storeOver({ items: [one], next: null, total: 1 })
    expect(kept(store)).toEqual(['p'])
    store.toggle(one, 'r')
    expect(kept(store)).toEqual(['p', 'r'])
    store.toggle(one, 'p')
    store.toggle(one, 'r')
    expect(kept(store)).toEqual([])
    store.keepOnly(one, 'q')
    expect(kept(store)).toEqual(['q'])
  })

  it('moves by arrows, and grows with Shift', () => {
    const store = storeOver({ items: [one], next: null, total: 1 })
    store.keepBeside(one, 1, false)
    expect(kept(store)).toEqual(['q'])
    store.keepBeside(one, 1, true)
    expect(kept(store)).toEqual(['q', 'r'])
    store.keepBeside(one, 1, false)
    expect(kept(store)).toEqual(['r'])
    store.keepBeside(one, -1, false)
    store.keepBeside(one, -1, false)
    store.keepBeside(one, -1, false)
    expect(kept(store)).toEqual(['p'])
  })

  it('falls back to the proposal where what was chosen has gone', () => {
    const store = storeOver({ items: [one], next: null, total: 1 })
    store.keepOnly(one, 'r')
    expect([...keptOf(group('g', ['p', 'q']), store.get().chosen)]).toEqual(['p'])
  })
})
