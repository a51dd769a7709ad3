import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { mergeBack } from './merge-back'
import { createPhotoLists } from './photo-lists'

const fetchPage = vi.fn<(query: string, cursor: string | null, limit: number) => Promise<PhotoPage>>()
let lists = createPhotoLists(fetchPage)
beforeEach(() => {
  fetchPage.mockReset()
  lists = createPhotoLists(fetchPage)
})

const photo = (id: string, title = '') => ({ id, title }) as Photo
const page = (ids: string, next: string | null): PhotoPage => ({ items: [...ids].map((id) => photo(id)), next })
const shown = (query: string) =>
  lists
    .get(query)
    .photos.map(({ id }) => id)
    .join('')

describe('mergeBack', () => {
  it('puts every photo back where it was, among those that came meanwhile', () => {
    const before = [...'abcdef'].map((id) => photo(id))
    const now = [...'xacyf'].map((id) => photo(id))
    expect(
      mergeBack(before, now, new Set('bd'))
        .map(({ id }) => id)
        .join(''),
    ).toBe('xabcdyf')
  })

  it('is the way back from any removal', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 40 }), fc.func(fc.boolean()), (all, gone) => {
        const before = all.map((id) => photo(String(id)))
        const ids = new Set(before.map(({ id }) => id).filter(gone))
        const now = before.filter(({ id }) => !ids.has(id))
        expect(mergeBack(before, now, ids)).toEqual(before)
      }),
    )
  })
})

describe('lists', () => {
  it('changes, takes out and puts back in every list', () => {
    lists.start('one', page('abc', null))
    lists.start('two', page('cba', null))
    const putBack = lists.update(new Set('b'), (old, query) => (query === 'one' ? null : { ...old, title: 'new' }))
    expect([shown('one'), shown('two'), lists.get('two').photos[1]?.title]).toEqual(['ac', 'cba', 'new'])
    putBack()
    expect([shown('one'), shown('two'), lists.get('two').photos[1]?.title]).toEqual(['abc', 'cba', ''])
  })

  it('loads page after page, each photo once, and tells those who listen', async () => {
    const heard = vi.fn()
    const stop = lists.subscribe('paged', heard)
    lists.start('paged', page('ab', 'after-b'))
    fetchPage.mockResolvedValueOnce(page('bc', 'after-c')).mockResolvedValueOnce(page('d', null))
    await Promise.all([lists.loadNext('paged', 200), lists.loadNext('paged', 200)])
    expect(fetchPage).toHaveBeenCalledTimes(1)
    expect(shown('paged')).toBe('abc')
    await lists.loadNext('paged', 200)
    await lists.loadNext('paged', 200)
    expect(fetchPage).toHaveBeenCalledTimes(2)
    expect(fetchPage).toHaveBeenLastCalledWith('paged', 'after-c', 200)
    expect([shown('paged'), lists.get('paged').next]).toEqual(['abcd', null])
    expect(heard).toHaveBeenCalled()
    stop()
  })

  it('keeps what is there when a page does not come, and goes on when it does', async () => {
    lists.start('broken', page('a', 'after-a'))
    fetchPage.mockRejectedValueOnce(new Error('away'))
    await lists.loadNext('broken', 200)
    expect([shown('broken'), lists.get('broken').error?.message]).toEqual(['a', 'away'])
    fetchPage.mockResolvedValueOnce(page('b', null))
    await lists.loadNext('broken', 200)
    expect([shown('broken'), lists.get('broken').error]).toEqual(['ab', null])
  })

  it('drops a page of a list that was started anew meanwhile', async () => {
    lists.start('anew', page('a', 'after-a'))
    let answer: (value: PhotoPage) => void = () => undefined
    fetchPage.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    const loading = lists.loadNext('anew', 200)
    await vi.waitFor(() => expect(fetchPage).toHaveBeenLastCalledWith('anew', 'after-a', 200))
    lists.start('anew', page('xy', 'after-y'))
    answer(page('b', null))
    await loading
    expect([shown('anew'), lists.get('anew').next]).toEqual(['xy', 'after-y'])
  })

  it('does not bring back what was taken out while its list was on screen twice', () => {
    lists.start('left', page('abc', null))
    lists.remove(new Set('a'))
    lists.remove(new Set('b'))
    expect(shown('left')).toBe('c')
  })

  it('loads until enough is there, or to the end', async () => {
    lists.start('long', page('a', '1'))
    fetchPage.mockImplementation(async (_, cursor) =>
      page('abcdefgh'[Number(cursor)] ?? '', cursor === '5' ? null : String(Number(cursor) + 1)),
    )
    await lists.loadUntil('long', (photos) => photos.length >= 3, 20)
    expect(shown('long')).toBe('abc')
    await lists.loadUntil('long', () => false)
    expect(shown('long')).toBe('abcdef')
    lists.start('away', page('a', '1'))
    fetchPage.mockRejectedValue(new Error('away'))
    await expect(lists.loadUntil('away', () => false)).rejects.toThrow('away')
  })

  it('gives each list the chance to take in a photo, and forgets a hidden one that cannot tell', () => {
    const stop = lists.subscribe('watched', () => undefined)
    for (const query of ['mine', 'watched', 'unsure']) lists.start(query, page('ab', null))
    lists.change((photos, query) => (query === 'mine' ? [photo('x'), ...photos] : null))
    expect([shown('mine'), shown('watched'), shown('unsure')]).toEqual(['xab', 'ab', ''])
    stop()
    lists.forgetHidden()
    expect([shown('mine'), shown('watched')]).toEqual(['', ''])
  })

  it('keeps the last few lists nobody looks at, and every list on the screen', () => {
    const stop = lists.subscribe('watched', () => undefined)
    lists.start('watched', page('a', null))
    for (let at = 0; at < 20; at++) lists.start(`list ${at}`, page('a', null))
    expect(shown('watched')).toBe('a')
    expect(Array.from({ length: 20 }, (_, at) => shown(`list ${at}`)).filter(Boolean)).toHaveLength(7)
    stop()
  })

  it('asks again for what is on the screen, as far as it was loaded', async () => {
    const stop = lists.subscribe('seen', () => undefined)
    lists.start('seen', page('abc', null))
    lists.start('hidden', page('abc', null))
    fetchPage.mockResolvedValueOnce(page('ab', 'after-b')).mockResolvedValueOnce(page('x', null))
    lists.refresh()
    await vi.waitFor(() => expect(shown('seen')).toBe('abx'))
    expect(shown('hidden')).toBe('')
    expect(fetchPage).toHaveBeenCalledTimes(2)
    stop()
  })

  it('tells everybody who listens when a list begins, until they stop', async () => {
    const [one, two] = [vi.fn(), vi.fn()]
    const stop = lists.onStart(one)
    lists.onStart(two)
    lists.start('a', page('a', null))
    await vi.waitFor(() => expect(two).toHaveBeenCalledTimes(1))
    expect(one).toHaveBeenCalledTimes(1)
    stop()
    lists.start('b', page('b', null))
    await vi.waitFor(() => expect(two).toHaveBeenCalledTimes(2))
    expect(one).toHaveBeenCalledTimes(1)
  })

  it('shares nothing with another store', () => {
    lists.start('one', page('a', null))
    expect(createPhotoLists(fetchPage).get('one').photos).toEqual([])
  })
})
