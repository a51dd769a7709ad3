import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/lib/http/api-error'
import type { Photo } from '@/lib/photos/contract'
import { followPhotos } from './follow-photos'
import { beginDeleting, isStale } from './just-deleted'
import type { NewsLine } from './news-line'
import { createPhotoLists } from './photo-lists'

type Heard = Parameters<NewsLine['listen']>[0]

const photo = (id: string, more: Partial<Photo> = {}) =>
  ({
    id,
    status: 'ready',
    takenAt: `2024-01-0${id.charCodeAt(0) - 96}T00:00:00`,
    permissions: { edit: true },
    ...more,
  }) as Photo

let lists = createPhotoLists(vi.fn())
let heard: Heard
const fetchPhoto = vi.fn<(id: string) => Promise<Photo>>()
const news: NewsLine = {
  listen: (listener) => {
    heard = listener
    return () => undefined
  },
}
const ids = (query = 'owner=me') =>
  lists
    .get(query)
    .photos.map(({ id }) => id)
    .join('')

beforeEach(() => {
  vi.useFakeTimers()
  lists = createPhotoLists(vi.fn())
  fetchPhoto.mockReset().mockImplementation(async (id) => photo(id))
})
afterEach(() => vi.useRealTimers())

describe('following one’s own photos', () => {
  it('puts a new photo where it belongs, asking once for many news of it', async () => {
    lists.start('owner=me', { items: [photo('c'), photo('a')], next: null })
    followPhotos(lists, news, fetchPhoto)
    for (let at = 0; at < 3; at++) heard.photo?.({ photoId: 'b', status: 'ready' })
    await vi.advanceTimersByTimeAsync(400)
    expect([ids(), fetchPhoto.mock.calls]).toEqual(['cba', [['b']]])
  })

  it('takes out what was deleted elsewhere, but not of the trash', () => {
    lists.start('owner=me', { items: [photo('b'), photo('a')], next: null })
    lists.start('trash=true', { items: [photo('a')], next: null })
    followPhotos(lists, news, fetchPhoto)
    heard.photo?.({ photoId: 'a', status: 'ready', gone: true })
    expect([ids(), ids('trash=true')]).toEqual(['b', 'a'])
  })

  it('takes out what is not there any more, and keeps what could not be asked for', async () => {
    lists.start('owner=me', { items: [photo('b'), photo('a')], next: null })
    followPhotos(lists, news, fetchPhoto)
    fetchPhoto
      .mockRejectedValueOnce(new ApiError({ status: 404, code: 'not_found', detail: 'Gone.' }))
      .mockRejectedValueOnce(new Error('away'))
    heard.photo?.({ photoId: 'a', status: 'ready' })
    heard.photo?.({ photoId: 'b', status: 'ready' })
    await vi.advanceTimersByTimeAsync(400)
    expect(ids()).toBe('b')
  })

  it('asks for what still looked unfinished when the line was down', async () => {
    lists.start('owner=me', { items: [photo('b', { status: 'processing' }), photo('a')], next: null })
    followPhotos(lists, news, fetchPhoto)
    await vi.advanceTimersByTimeAsync(0)
    expect(fetchPhoto.mock.calls).toEqual([['b']])
    expect(lists.get('owner=me').photos[0]?.status).toBe('ready')
  })

  it('asks again for what changed while a server’s page was on its way', async () => {
    followPhotos(lists, news, fetchPhoto)
    heard.photo?.({ photoId: 'b', status: 'ready' })
    await vi.advanceTimersByTimeAsync(400)
    lists.start('owner=me', { items: [photo('c'), photo('a')], next: null })
    await vi.advanceTimersByTimeAsync(0)
    expect(ids()).toBe('cba')
  })

  it('does not bring back what was deleted while it was asked for, here or elsewhere', async () => {
    const replies: ((photo: Photo) => void)[] = []
    lists.start('owner=me', { items: [photo('b'), photo('a')], next: null })
    followPhotos(lists, news, fetchPhoto)
    fetchPhoto.mockImplementation(() => new Promise((resolve) => replies.push(resolve)))
    for (const photoId of ['a', 'b']) heard.photo?.({ photoId, status: 'ready' })
    await vi.advanceTimersByTimeAsync(400)
    const deleting = beginDeleting(['a'])
    lists.remove(new Set('a'))
    heard.photo?.({ photoId: 'b', status: 'ready', gone: true })
    expect(ids()).toBe('')
    replies.shift()?.(photo('a'))
    replies.shift()?.(photo('b'))
    await vi.advanceTimersByTimeAsync(0)
    // Asked again: that reply knows.
    replies.shift()?.(photo('b', { deletedAt: '2024-02-01T00:00:00Z' }))
    await vi.advanceTimersByTimeAsync(0)
    expect([ids(), replies.length]).toEqual(['', 0])
    deleting.done()
    expect(isStale(photo('a'))).toBe(true)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(isStale(photo('a'))).toBe(false)
  })

  it('takes in what was deleted here and restored elsewhere', async () => {
    lists.start('owner=me', { items: [photo('b'), photo('a')], next: null })
    followPhotos(lists, news, fetchPhoto)
    const deleting = beginDeleting(['a'])
    lists.remove(new Set('a'))
    const restored = async () => {
      heard.photo?.({ photoId: 'a', status: 'ready' })
      await vi.advanceTimersByTimeAsync(400)
      return ids()
    }
    // While the deletion is not done, news is older than it.
    expect(await restored()).toBe('b')
    deleting.done()
    expect(await restored()).toBe('ba')
  })

  it('a photo that is put back is taken from replies again; a later deletion has its own end', () => {
    const first = beginDeleting(['a'])
    first.done()
    const second = beginDeleting(['a'])
    first.takeBack()
    expect([isStale(photo('a')), isStale(photo('a', { deletedAt: '2024-02-01T00:00:00Z' }))]).toEqual([true, false])
    second.takeBack()
    expect(isStale(photo('a'))).toBe(false)
  })

  it('hears nothing after its end', async () => {
    lists.start('owner=me', { items: [], next: null })
    const stop = followPhotos(lists, news, fetchPhoto)
    heard.photo?.({ photoId: 'a', status: 'ready' })
    stop()
    await vi.advanceTimersByTimeAsync(400)
    expect(fetchPhoto).not.toHaveBeenCalled()
  })
})
