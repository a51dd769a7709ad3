import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Photo, PhotoPage } from '@/lib/photos/contract'
import { loadPage, mergeBack, photoList, removeListed, startList, subscribeList, updateListed } from './photo-lists'

const fetchPhotoPage = vi.hoisted(() =>
  vi.fn<(query: string, cursor: string | null, limit: number) => Promise<PhotoPage>>(),
)
vi.mock('./photo-calls', () => ({ fetchPhotoPage }))

const photo = (id: string, title = '') => ({ id, title }) as Photo
const page = (ids: string, next: string | null): PhotoPage => ({ items: [...ids].map((id) => photo(id)), next })
const shown = (query: string) =>
  photoList(query)
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
    startList('one', page('abc', null))
    startList('two', page('cba', null))
    const putBack = updateListed(new Set('b'), (old, query) => (query === 'one' ? null : { ...old, title: 'new' }))
    expect([shown('one'), shown('two'), photoList('two').photos[1]?.title]).toEqual(['ac', 'cba', 'new'])
    putBack()
    expect([shown('one'), shown('two'), photoList('two').photos[1]?.title]).toEqual(['abc', 'cba', ''])
  })

  it('loads page after page, each photo once, and tells those who listen', async () => {
    const heard = vi.fn()
    const stop = subscribeList('paged', heard)
    startList('paged', page('ab', 'after-b'))
    fetchPhotoPage.mockResolvedValueOnce(page('bc', 'after-c')).mockResolvedValueOnce(page('d', null))
    await Promise.all([loadPage('paged', 200), loadPage('paged', 200)])
    expect(fetchPhotoPage).toHaveBeenCalledTimes(1)
    expect(shown('paged')).toBe('abc')
    await loadPage('paged', 200)
    await loadPage('paged', 200)
    expect(fetchPhotoPage).toHaveBeenCalledTimes(2)
    expect(fetchPhotoPage).toHaveBeenLastCalledWith('paged', 'after-c', 200)
    expect([shown('paged'), photoList('paged').next]).toEqual(['abcd', null])
    expect(heard).toHaveBeenCalled()
    stop()
  })

  it('keeps what is there when a page does not come, and goes on when it does', async () => {
    startList('broken', page('a', 'after-a'))
    fetchPhotoPage.mockRejectedValueOnce(new Error('away'))
    await loadPage('broken', 200)
    expect([shown('broken'), photoList('broken').error?.message]).toEqual(['a', 'away'])
    fetchPhotoPage.mockResolvedValueOnce(page('b', null))
    await loadPage('broken', 200)
    expect([shown('broken'), photoList('broken').error]).toEqual(['ab', null])
  })

  it('drops a page of a list that was started anew meanwhile', async () => {
    startList('anew', page('a', 'after-a'))
    let answer: (value: PhotoPage) => void = () => undefined
    fetchPhotoPage.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    const loading = loadPage('anew', 200)
    await vi.waitFor(() => expect(fetchPhotoPage).toHaveBeenLastCalledWith('anew', 'after-a', 200))
    startList('anew', page('xy', 'after-y'))
    answer(page('b', null))
    await loading
    expect([shown('anew'), photoList('anew').next]).toEqual(['xy', 'after-y'])
  })

  it('does not bring back what was taken out while its list was on screen twice', () => {
    startList('left', page('abc', null))
    removeListed(new Set('a'))
    removeListed(new Set('b'))
    expect(shown('left')).toBe('c')
  })
})
