import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { createPhotoLists } from './photo-lists'

/** One photo a day, 2020-01-01 to 2020-04-09, paged as the API does it: `at` from either side, cursors by day. */
const DAYS = Array.from({ length: 100 }, (_, at) => new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10))
const calls: string[] = []

/** Without a date, in the order in which they were added; in lists for which `undated` is true. */
const UNDATED = Array.from({ length: 30 }, (_, at) => `none-${String(at).padStart(2, '0')}`)
let undated = false

function photoOf(day: string): Photo {
  const takenAt = day.startsWith('none') ? null : `${day}T12:00:00`
  return { id: day, takenAt, addedAt: '2024-01-01T00:00:00.000Z' } as Photo
}

function serve(query: string, cursor: string | null, limit: number): Promise<PhotoPage> {
  calls.push(query)
  const search = new URLSearchParams(query)
  const ascending = search.get('order') === 'asc'
  const at = search.get('at')
  const start = cursor ?? at
  const last = undated && search.get('hasDate') !== 'true' ? (ascending ? UNDATED : UNDATED.toReversed()) : []
  const all = [...(ascending ? DAYS : DAYS.toReversed()), ...last]
  const days = all.filter((day, index) => {
    if (cursor !== null) return index > all.indexOf(cursor)
    if (start === null || day.startsWith('none')) return true
    const moment = `${day}T12:00:00.000`
    return start !== 'none' && (ascending ? moment >= start : moment.slice(0, start.length) <= start)
  })
  const items = days.slice(0, Math.min(limit, 20)).map(photoOf)
  return Promise.resolve({ items, next: days.length > items.length ? (items.at(-1)?.id ?? null) : null })
}

let lists = createPhotoLists(serve)

const shown = (query: string) => lists.get(query).photos.map(({ id }) => id)

beforeEach(() => {
  undated = false
  calls.length = 0
  lists = createPhotoLists(serve)
})

describe.each([
  ['newest first', 'owner=me', DAYS.toReversed(), '2020-02', '2020-02-29'],
  ['oldest first', 'owner=me&order=asc', DAYS, '2020-02', '2020-02-01'],
])('a jump in a list of the %s', (_, query, whole, at, first) => {
  it('loads what lies there only, then both sides to the whole, each photo once', async () => {
    lists.start(query, { items: [], next: 'x' })
    const told = vi.fn()
    expect(await lists.jump(query, at, told)).toBe(true)
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ id: first }))
    expect(calls).toHaveLength(1)
    expect(shown(query)[0]).toBe(first)
    await lists.loadBefore(query)
    expect(shown(query)).toHaveLength(40)
    await lists.loadAllBefore(query)
    while (lists.get(query).next !== null) await lists.loadNext(query, 20)
    expect(shown(query)).toEqual(whole)
    expect(lists.get(query).previous).toBeNull()
  })

  it('takes nothing away from a list that is whole when the page comes', async () => {
    await lists.loadUntil(query, () => false)
    const told = vi.fn()
    expect(await lists.jump(query, at, told)).toBe(true)
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ id: first }))
    expect(shown(query)).toEqual(whole)
  })
})

describe.each([
  ['newest first', 'owner=me', [...DAYS.toReversed(), ...UNDATED.toReversed()]],
  ['oldest first', 'owner=me&order=asc', [...DAYS, ...UNDATED]],
])('with photos without a date at the end, %s', (_, query, whole) => {
  it.each(['2020-02', 'none'])('a jump to %s leads to the whole on both sides, each photo once', async (at) => {
    undated = true
    lists.start(query, { items: [], next: 'x' })
    expect(await lists.jump(query, at, vi.fn())).toBe(true)
    await lists.loadAllBefore(query)
    while (lists.get(query).next !== null) await lists.loadNext(query, 20)
    expect(shown(query)).toEqual(whole)
    expect(lists.get(query).previous).toBeNull()
  })
})

describe('a list begun in the middle', () => {
  const query = 'owner=me'

  it('stays where it was when nothing lies at the date', async () => {
    lists.start(query, { items: [photoOf('2020-04-09')], next: null })
    expect(await lists.jump(query, '2019', vi.fn())).toBe(false)
    expect(shown(query)).toEqual(['2020-04-09'])
  })

  it('does not take in what belongs into the gap before it, and takes in what belongs into it', async () => {
    lists.start(query, { items: [], next: 'x' })
    await lists.jump(query, '2020-02', vi.fn())
    lists.change((photos) => [photoOf('2020-04-30'), ...photos])
    expect(shown(query)[0]).toBe('2020-02-29')
    lists.change((photos) => photos.toSpliced(1, 0, photoOf('new')))
    expect(shown(query).slice(0, 3)).toEqual(['2020-02-29', 'new', '2020-02-28'])
  })

  it('is asked for again from its own first photo on', async () => {
    lists.start(query, { items: [], next: 'x' })
    await lists.jump(query, '2020-02', vi.fn())
    const stop = lists.subscribe(query, () => undefined)
    calls.length = 0
    lists.refresh()
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    expect(calls[0]).toContain('at=2020-02-29T12:00:00.000')
    await vi.waitFor(() => expect(shown(query)[0]).toBe('2020-02-29'))
    expect(lists.get(query).previous).not.toBeNull()
    stop()
  })

  it('is not mixed with a page that was on its way for where it began before', async () => {
    lists.start(query, { items: [], next: 'x' })
    await lists.jump(query, '2020-02', vi.fn())
    const slow = lists.loadBefore(query)
    await lists.jump(query, '2020-01', vi.fn())
    await slow
    expect(shown(query)[0]).toBe('2020-01-31')
    expect(new Set(shown(query)).size).toBe(shown(query).length)
  })
})
